/** A further button of the dock. On a phone the icon stands alone. */
import { Icon, type IconName } from "@/components/icon";
import { SteadyLabel } from "@/components/steady-label";

interface DockButtonProps {
  icon: IconName;
  /** Its name, which stays while what it shows may change. */
  label: string;
  text?: string;
  /** All that `text` may be, where it changes. */
  texts?: readonly string[];
  hint?: string;
  className?: string;
  onPress: () => void;
}

export function DockButton({ icon, label, text = label, texts = [text], hint, className = "", onPress }: DockButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={hint === undefined ? label : `${label} (${hint})`}
      onClick={onPress}
      className={`flex h-[46px] items-center gap-2.5 rounded-card bg-sunk px-3.5 transition-colors duration-100 hover:bg-line ${className}`}
    >
      <Icon name={icon} />
      <SteadyLabel all={texts} now={text} className="max-sm:hidden" />
    </button>
  );
}
