/** How far each entry of the history was scrolled when it was left. Lasts as long as the tab, reloads included. */

const KEY = "videoflow.scroll";

let places: Record<string, number> | null = null;

function known(): Record<string, number> {
  places ??= readKept();
  return places;
}

function readKept(): Record<string, number> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...(kept as Record<string, number>) } : {};
  } catch {
    return {};
  }
}

/** Remembers where the page is scrolled to as the place of the entry `key`. */
export function rememberPlace(key: string): void {
  known()[key] = window.scrollY;
}

/** Scrolls to where the entry was left: to its top where it is new, or to what its hash names. */
export function returnToPlace({ key, hash }: { key: string; hash: string }): void {
  const place = known()[key];
  const named = place === undefined && hash !== "" ? document.getElementById(hash.slice(1)) : null;
  if (named) named.scrollIntoView();
  else window.scrollTo(0, place ?? 0);
}

/** Takes scrolling over from the browser, which does it before the page of an entry is drawn. Returns what ends that. */
export function keepPlaces(keyNow: () => string): () => void {
  const browsers = window.history.scrollRestoration;
  window.history.scrollRestoration = "manual";
  const onHide = (): void => {
    rememberPlace(keyNow());
    try {
      sessionStorage.setItem(KEY, JSON.stringify(known()));
    } catch {
      // Nothing may be stored here: a reload begins at the top.
    }
    // A page that is loaded anew scrolls by the browser until this runs again.
    window.history.scrollRestoration = "auto";
  };
  const onShow = (): void => {
    window.history.scrollRestoration = "manual";
  };
  window.addEventListener("pagehide", onHide);
  window.addEventListener("pageshow", onShow);
  return () => {
    window.removeEventListener("pagehide", onHide);
    window.removeEventListener("pageshow", onShow);
    window.history.scrollRestoration = browsers;
  };
}
