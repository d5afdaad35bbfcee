/** A menu's commands and links. */
import { Item } from "@radix-ui/react-dropdown-menu";
import type { RefObject } from "react";

import { cx } from "@/lib/cx";

import { Icon } from "../icon";
import type { MenuItem } from "./entries";
import type { MenuLook } from "./menu-look";

interface ItemRowsProps {
  items: readonly MenuItem[];
  look: MenuLook;
  button: RefObject<HTMLButtonElement | null>;
}

export function ItemRows({ items, look, button }: ItemRowsProps) {
  return items.map((item) => {
    const { label, icon, danger = false, href } = item;
    const inside = (
      <>
        <Icon name={icon} size={16} />
        {label}
      </>
    );
    // The focus is back on the button by the time a command opens a dialog, which gives it back there.
    const select = (): void => {
      button.current?.focus();
      item.onSelect?.();
    };
    return (
      <Item
        key={label}
        asChild={href !== undefined}
        onSelect={select}
        className={cx(look.row, danger ? "text-rec-text data-highlighted:bg-rec-soft" : look.lit)}
      >
        {href === undefined ? (
          inside
        ) : (
          <a href={href} target="_blank" rel="noreferrer">
            {inside}
          </a>
        )}
      </Item>
    );
  });
}
