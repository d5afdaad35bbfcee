/** A button with a short list of commands below it. */
import type { ReactNode } from "react";

import { MenuItems, type MenuItem } from "./menu-items";
import { useMenu } from "./use-menu";

interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  /** What the button shows. */
  children: ReactNode;
  buttonClassName?: string;
  /** Above the commands: who is logged in, a setting. */
  header?: ReactNode;
}

export function Menu({ label, items, children, buttonClassName = "", header }: MenuProps) {
  const { open, setOpen, root, button, onKeyDown } = useMenu();
  return (
    <div ref={root} className="relative shrink-0" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        title={label}
        onClick={() => setOpen(!open)}
        className={buttonClassName}
      >
        {children}
      </button>
      {open && (
        <div className="absolute top-full right-0 z-40 mt-1.5 min-w-[196px] animate-rise rounded-card border border-line bg-panel p-1.5 shadow-float">
          {header}
          <MenuItems label={label} items={items} onDone={() => setOpen(false)} />
        </div>
      )}
    </div>
  );
}
