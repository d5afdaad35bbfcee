/** A square button with an icon alone; the label is its name and its tooltip. */
import type { ComponentProps } from "react";

import { Icon, type IconName } from "./icon";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  icon: IconName;
  label: string;
  iconSize?: number;
}

export function IconButton({ icon, label, iconSize = 18, className = "", ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={`grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-colors duration-100 hover:bg-sunk hover:text-ink ${className}`}
    >
      <Icon name={icon} size={iconSize} />
    </button>
  );
}
