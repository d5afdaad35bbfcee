import { describe, expect, it } from "vitest";

import { loadModule, type Page } from "./load-module";

const GONE = new TypeError("error loading dynamically imported module");

function aPage(facts: { leaving?: boolean; busy?: boolean; reloaded?: boolean } = {}): Page & { reloads: number } {
  return {
    reloads: 0,
    isLeaving: () => facts.leaving ?? false,
    isBusy: () => facts.busy ?? false,
    reload() {
      if (facts.reloaded === true) return Promise.resolve(false);
      this.reloads += 1;
      return Promise.resolve(true);
    },
  };
}

/** "loaded", what it failed with, or "nothing" when it does not settle. */
async function outcome(page: Page, load: () => Promise<string>): Promise<unknown> {
  const settled = loadModule(load, page).catch((error: unknown) => error);
  return Promise.race([settled, new Promise((resolve) => setTimeout(() => resolve("nothing"), 5))]);
}

const fails = (): Promise<string> => Promise.reject(GONE);

describe("loadModule", () => {
  it("gives the module", async () => {
    expect(await outcome(aPage(), () => Promise.resolve("loaded"))).toBe("loaded");
  });

  it("makes no error of what does not load while the page is left", async () => {
    const page = aPage({ leaving: true });
    expect([await outcome(page, fails), page.reloads]).toEqual(["nothing", 0]);
  });

  it("loads the page anew where a file is gone, once", async () => {
    const page = aPage();
    expect([await outcome(page, fails), page.reloads]).toEqual(["nothing", 1]);
    expect(await outcome(aPage({ reloaded: true }), fails)).toBe(GONE);
  });

  it("never while the page records or sends", async () => {
    const page = aPage({ busy: true });
    expect([await outcome(page, fails), page.reloads]).toEqual([GONE, 0]);
  });
});
