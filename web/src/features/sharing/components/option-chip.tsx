/** An option of a link as a word that is pressed; coloured while it is on. */
import { SharingIcon, type SharingIconName } from "./sharing-icon";

interface OptionChipProps {
  icon: SharingIconName;
  children: string;
  on: boolean;
  /** Whether what it opens is open; leave it out where a press turns it on and off. */
  expanded?: boolean;
  busy?: boolean;
  onPress: () => void;
}

export function OptionChip({ icon, children, on, expanded, busy = false, onPress }: OptionChipProps) {
  const state = expanded === undefined ? { "aria-pressed": on } : { "aria-expanded": expanded };
  return (
    <button
      type="button"
      {...state}
      aria-busy={busy || undefined}
      onClick={() => {
        if (!busy) onPress();
      }}
      className={`num inline-flex h-8 items-center gap-1.5 rounded-lg px-2.5 text-[12.5px] transition-colors aria-busy:opacity-55 ${
        on ? "bg-accent-soft font-[550] text-accent" : "bg-sunk text-ink hover:bg-line"
      }`}
    >
      <SharingIcon name={icon} size={15} />
      {children}
    </button>
  );
}
