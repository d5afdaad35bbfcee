/** Turns one source on or off; while the browser asks for it, it waits. */
import type { ReactNode } from "react";

import { Icon, type IconName } from "@/components/icon";
import { cx } from "@/lib/cx";
import { recorderWords } from "@/words/recorder";

interface SourceToggleProps {
  icon: IconName;
  name: string;
  on: boolean;
  waiting: boolean;
  /** What the browser calls the live source. */
  detail: string | null;
  /** A device list follows: the right corners are its. */
  joined: boolean;
  onToggle: () => void;
  children?: ReactNode;
}

export function SourceToggle({ icon, name, on, waiting, detail, joined, onToggle, children }: SourceToggleProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={on}
      aria-busy={waiting || undefined}
      title={on && detail !== null && detail !== "" ? recorderWords.sourceIs(name, detail) : recorderWords.sourceOff(name)}
      onClick={onToggle}
      className={cx(
        "flex h-[46px] items-center gap-2.5 rounded-l-card px-3.5 transition-colors duration-100",
        !joined && "rounded-r-card",
        on ? "bg-sunk text-ink hover:bg-line" : "text-muted ring-1 ring-line ring-inset hover:bg-sunk hover:text-ink",
        waiting && "animate-pulse-soft",
      )}
    >
      <span className="relative">
        <Icon name={icon} className={on ? "text-ok" : ""} />
        {!on && <span aria-hidden="true" className="absolute top-1/2 -left-px h-[1.8px] w-5 -rotate-45 rounded-full bg-current" />}
      </span>
      <span className="max-sm:hidden">{name}</span>
      {children}
    </button>
  );
}
