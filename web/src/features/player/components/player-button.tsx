/** A control on the video: white on dark, with its key in the tooltip. */
import type { ComponentProps } from "react";

import { Icon, type IconName } from "@/components/icon";

interface PlayerButtonProps extends Omit<ComponentProps<"button">, "children"> {
  icon: IconName;
  label: string;
  shortcut?: string;
}

export function PlayerButton({ icon, label, shortcut, className = "", ...rest }: PlayerButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      className={`grid size-8 pointer-coarse:size-11 shrink-0 place-items-center rounded-lg transition-colors duration-100 hover:bg-white/15 focus-visible:outline-white ${className}`}
    >
      <Icon name={icon} size={20} />
    </button>
  );
}
