/** Asks before a page is left that still records or sends. */

import { useEffect } from "react";

import type { Blocked } from "./router/router";
import { useBlocker } from "./router/use-router";

const guarded = new Set<symbol>();

/** Whether some page here records or sends what would be lost, or broken off, by leaving it. */
export function isPageGuarded(): boolean {
  return guarded.size > 0;
}

/**
 * Inside the app what is returned waits for an answer, once somebody leaves; outside it, the browser asks in its own words.
 * `isActive` is asked at the moment of leaving: the page may not have been drawn anew since the recording ended.
 */
export function useLeaveGuard(active: boolean, isActive: () => boolean): Blocked | null {
  useEffect(() => {
    if (!active) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    const page = Symbol("page");
    guarded.add(page);
    window.addEventListener("beforeunload", warn);
    return () => {
      guarded.delete(page);
      window.removeEventListener("beforeunload", warn);
    };
  }, [active]);
  return useBlocker(isActive);
}
