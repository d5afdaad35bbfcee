/** Loads what pops up, when it is needed: a first visit shows buttons, and needs no menu. */
import type { ComponentType } from "react";

import { loadModule } from "@/lib/load-module";

import type { MenuPopupProps } from "./menu-popup";

type Popup = ComponentType<MenuPopupProps>;

const load = async (): Promise<Popup> => (await import("./menu-popup")).MenuPopup;

/** Somebody comes near a button: that is no reason to load the page anew where the file is gone. Rejects as `import` does. */
export function preparePopup(): Promise<Popup> {
  return load();
}

/** Somebody pressed. Rejects where it cannot be had. */
export function loadPopup(): Promise<Popup> {
  return loadModule(load);
}
