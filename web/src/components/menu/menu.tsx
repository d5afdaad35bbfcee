/** A button and the menu behind it: things to choose, commands, or both. */
import { useRef, type KeyboardEvent, type ReactNode } from "react";

import type { MenuChoice, MenuItem } from "./entries";
import { ON_PAGE, type MenuLook } from "./menu-look";
import { usePopup } from "./use-popup";

interface MenuProps {
  label: string;
  /** The button's name, where it says more than the menu's. */
  spoken?: string;
  /** What the button shows. */
  children: ReactNode;
  buttonClassName?: string;
  /** Above everything: who is logged in. */
  header?: ReactNode;
  choices?: readonly MenuChoice[];
  items?: readonly MenuItem[];
  look?: MenuLook;
  /** It must stay the same function. */
  onOpenChange?: (open: boolean) => void;
}

const NO_ITEMS: readonly MenuItem[] = [];
const NO_CHOICES: readonly MenuChoice[] = [];

export function Menu(props: MenuProps) {
  const { label, spoken = label, children, buttonClassName, header, choices = NO_CHOICES, items = NO_ITEMS, look = ON_PAGE } = props;
  const button = useRef<HTMLButtonElement>(null);
  const { opening, Popup, prepare, set } = usePopup(props.onOpenChange);
  const open = opening !== "closed";

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" || open) return;
    event.preventDefault();
    set("keyboard");
  }

  return (
    <div className="relative shrink-0">
      <button
        ref={button}
        type="button"
        aria-label={spoken}
        aria-haspopup="menu"
        aria-expanded={open}
        title={label}
        onPointerEnter={prepare}
        onFocus={prepare}
        onKeyDown={onKeyDown}
        // A press of Enter or space is a click that counts none.
        onClick={(event) => set(open ? "closed" : event.detail === 0 ? "keyboard" : "pointer")}
        className={buttonClassName}
      >
        {children}
      </button>
      {Popup !== null && (
        <Popup
          {...{ label, header, choices, items, look, button }}
          open={open}
          byKeyboard={opening === "keyboard"}
          onClose={() => set("closed")}
        />
      )}
    </div>
  );
}
