/** The commands of a menu: buttons, or links that leave the app. */
import { cx } from "@/lib/cx";

import { Icon, type IconName } from "./icon";

export interface MenuItem {
  label: string;
  icon: IconName;
  danger?: boolean;
  /** Opens this address in a new tab instead of calling `onSelect`. */
  href?: string;
  onSelect?: () => void;
}

interface MenuItemsProps {
  label: string;
  items: readonly MenuItem[];
  onDone: () => void;
}

const ROW =
  "flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-left focus-visible:outline-offset-[-2px]";

export function MenuItems({ label, items, onDone }: MenuItemsProps) {
  return (
    <div role="menu" aria-label={label}>
      {items.map((item) => {
        const look = cx(ROW, item.danger ? "text-rec-text hover:bg-rec-soft" : "hover:bg-sunk");
        return item.href === undefined ? (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            className={look}
            onClick={() => {
              onDone();
              item.onSelect?.();
            }}
          >
            <Icon name={item.icon} size={16} />
            {item.label}
          </button>
        ) : (
          <a
            key={item.label}
            role="menuitem"
            className={look}
            href={item.href}
            target="_blank"
            rel="noreferrer"
            onClick={onDone}
          >
            <Icon name={item.icon} size={16} />
            {item.label}
          </a>
        );
      })}
    </div>
  );
}
