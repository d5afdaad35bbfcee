/** Components whose code comes when they are first drawn. */
import { lazy, useEffect, type ComponentType, type LazyExoticComponent } from "react";

import { loadModule } from "@/lib/load-module";
import { commonWords } from "@/words/common";

import { showToast } from "./toast-store";

/** Stands inside of a Suspense. Where the code does not come, that is said, and nothing is drawn. */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await loadModule(load).catch((): ComponentType<Props> => Missing) }));
}

function Missing() {
  useEffect(() => showToast(commonWords.partNotLoaded, "trouble"), []);
  return null;
}
