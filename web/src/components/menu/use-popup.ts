/** Whether a menu is open, and what pops up once it is loaded. */
import { useState, type ComponentType } from "react";

import { commonWords } from "@/words/common";

import { showToast } from "../toast-store";
import { loadPopup, preparePopup } from "./load-popup";
import type { MenuPopupProps } from "./menu-popup";

/** `keyboard`: the first row gets the focus; a pointer finds its own. */
export type Opening = "closed" | "keyboard" | "pointer";

export interface UsedPopup {
  opening: Opening;
  Popup: ComponentType<MenuPopupProps> | null;
  /** Somebody comes near: it can be there when they press. */
  prepare: () => void;
  set: (opening: Opening) => void;
}

export function usePopup(onOpenChange?: (open: boolean) => void): UsedPopup {
  const [opening, setOpening] = useState<Opening>("closed");
  const [Popup, setPopup] = useState<ComponentType<MenuPopupProps> | null>(null);

  function set(next: Opening): void {
    setOpening(next);
    onOpenChange?.(next !== "closed");
  }

  const keep = (loaded: ComponentType<MenuPopupProps>): void => setPopup(() => loaded);

  return {
    opening,
    Popup,
    prepare: () => void preparePopup().then(keep, () => undefined),
    set: (next) => {
      set(next);
      if (next === "closed") return;
      loadPopup().then(keep, () => {
        set("closed");
        showToast(commonWords.menuNotLoaded, "trouble");
      });
    },
  };
}
