/** A further button of the dock. On a phone the icon stands alone. */
import { Icon, type IconName } from "@/components/icon";

interface DockButtonProps {
  icon: IconName;
  /** Its name, which stays while what it shows may change. */
  label: string;
  text?: string;
  hint?: string;
  className?: string;
  onPress: () => void;
}

export function DockButton({ icon, label, text = label, hint, className = "", onPress }: DockButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={hint === undefined ? label : `${label} (${hint})`}
      onClick={onPress}
      className={`flex h-[46px] items-center gap-2.5 rounded-card bg-sunk px-3.5 transition-colors duration-100 hover:bg-line ${className}`}
    >
      <Icon name={icon} />
      <span className="max-sm:hidden">{text}</span>
    </button>
  );
}
