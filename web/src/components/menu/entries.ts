/** What stands in a menu. */
import type { IconName } from "../icon";

/** A command, or a link that leaves the app. */
export interface MenuItem {
  label: string;
  icon: IconName;
  danger?: boolean;
  /** Opens this address in a new tab instead of calling `onSelect`. */
  href?: string;
  onSelect?: () => void;
}

/** Several of which one is chosen. */
export interface MenuChoice {
  /** What is chosen here: "Speed". */
  name: string;
  options: readonly MenuOption[];
  onChoose: (value: string) => void;
  /** The menu stays open, to see what the choice does. */
  stays?: boolean;
}

export interface MenuOption {
  value: string;
  label: string;
  icon?: IconName;
  /** Right of the label. */
  note?: string | null;
  checked: boolean;
  /** Told, and not to be had. */
  disabled?: boolean;
}
