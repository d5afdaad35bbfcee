/** Loads a part of the app when it is needed, and knows what it means when that fails. */

const RELOADED = "videoflow.reloaded-for";
let leaving = false;

/** What a page is asked that loads parts of the app. */
export interface Page {
  isLeaving(): boolean;
  /** Whether it may be loaded anew: not while it records or sends. */
  isBusy(): boolean;
  /** Loads the page anew, once for each version of it; false where that has been, or there is no page to be had now. */
  reload(): Promise<boolean>;
}

const never = new Promise<never>(() => undefined);

/**
 * Resolves with the module. Where the page is being left, it never settles: nobody is there to be told. A file that is
 * gone is that of an earlier version, after a deploy: the page is loaded anew, once. Else rejects as `import` does.
 */
export async function loadModule<Module>(load: () => Promise<Module>, page: Page = browserPage): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (page.isLeaving()) return never;
    if (!page.isBusy() && (await page.reload())) return never;
    throw error;
  }
}

/** Call it once, as the page begins. */
export function noticeLeaving(): void {
  window.addEventListener("pagehide", () => (leaving = true));
  window.addEventListener("beforeunload", (event) => {
    // Our own question, below.
    if (!event.isTrusted) return;
    leaving = true;
    // Whoever is asked and stays goes on here.
    setTimeout(() => (leaving = false), 2_000);
  });
  window.addEventListener("pageshow", () => (leaving = false));
}

/** Loads the page anew; false where something is being recorded or sent, which that would end. */
export function reloadUnlessBusy(): boolean {
  if (browserPage.isBusy()) return false;
  window.location.reload();
  return true;
}

const browserPage: Page = {
  isLeaving: () => leaving,
  // Whoever would lose something by leaving asks before: the question would come now, for no reason a person knows.
  isBusy: () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })),
  async reload() {
    try {
      // Without a network the file is not gone, and a new page would be none at all.
      if (!(await fetch("/", { method: "HEAD", cache: "no-store" })).ok) return false;
      const version = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src ?? "";
      if (sessionStorage.getItem(RELOADED) === version) return false;
      sessionStorage.setItem(RELOADED, version);
    } catch {
      return false;
    }
    window.location.reload();
    return true;
  },
};
