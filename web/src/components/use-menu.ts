/** How a pop-up menu behaves: arrows move, Escape closes and gives focus back, a click beside it closes. */
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";

const ITEM = '[role="menuitem"], [role="menuitemradio"]';

export interface MenuBehaviour<Root extends HTMLElement> {
  open: boolean;
  setOpen: (open: boolean) => void;
  root: RefObject<Root | null>;
  button: RefObject<HTMLButtonElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function useMenu<Root extends HTMLElement = HTMLDivElement>(): MenuBehaviour<Root> {
  const [open, setOpen] = useState(false);
  const root = useRef<Root>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    const closeOutside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    const entries = root.current?.querySelectorAll<HTMLElement>(ITEM);
    const chosen = [...(entries ?? [])].find((entry) => entry.ariaChecked === "true");
    (chosen ?? entries?.[0])?.focus();
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [open]);

  function onKeyDown(event: KeyboardEvent): void {
    if (!open) return;
    const entries = [...(root.current?.querySelectorAll<HTMLElement>(ITEM) ?? [])];
    const at = entries.findIndex((entry) => entry === document.activeElement);
    const moves: Partial<Record<string, number>> = {
      ArrowDown: (at + 1) % entries.length,
      ArrowUp: (at - 1 + entries.length) % entries.length,
      Home: 0,
      End: entries.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      entries[to]?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    }
  }

  return { open, setOpen, root, button, onKeyDown };
}
