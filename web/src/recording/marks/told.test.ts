/** What the extension tells is believed as far as it can be a mark. */
import { describe, expect, it } from "vitest";

import { capturedTab, EXTENSION, markOf, readTold } from "./told";

const CLICK = { at: 1_000, tab: "t1", kind: "click", role: "button", name: "Save", box: [0.1, 0.2, 0.4, 0.3] };

function message(told: object): unknown {
  return { source: EXTENSION, told };
}

describe("readTold", () => {
  it("takes an element with its place", () => {
    const told = readTold(message(CLICK), 1_200);
    expect(told?.ago).toBe(200);
    expect(told?.mark).toMatchObject({ kind: "click", role: "button", name: "Save", is_on: null });
    expect(told?.mark.box?.width).toBeCloseTo(0.3);
  });

  it.each([
    ["nothing of ours", { told: CLICK }],
    ["no element", { source: EXTENSION }],
    ["a person's mark", message({ ...CLICK, kind: "mark" })],
    ["no time", message({ ...CLICK, at: "now" })],
    ["no number", message({ ...CLICK, at: NaN })],
    ["what is old", message({ ...CLICK, at: -9_000 })],
    ["text", "click"],
  ])("takes no %s", (_what, data) => {
    expect(readTold(data, 1_200)).toBeNull();
  });

  it("keeps a box within the picture, and none that is no box", () => {
    expect(readTold(message({ ...CLICK, box: [-1, 0, 2, 0.5] }), 1_200)?.mark.box).toEqual({ x: 0, y: 0, width: 1, height: 0.5 });
    for (const box of [[2, 0, 3, 1], [0, 0, NaN, 1], [0, 0, 1], "all"]) {
      expect(readTold(message({ ...CLICK, box }), 1_200)?.mark.box).toBeNull();
    }
  });

  it("has no role that is none, and no endless name", () => {
    const told = readTold(message({ ...CLICK, role: "<b>", name: "x".repeat(5_000) }), 1_200);
    expect(told?.mark.role).toBe("");
    expect(told?.mark.name).toHaveLength(200);
  });
});

describe("a box", () => {
  const told = readTold(message(CLICK), 1_000);

  it("counts where the tab is what is recorded, and nowhere else", () => {
    if (told === null) throw new Error("not read");
    expect(markOf(told, 3, "m1", "t1")).toMatchObject({ at: 3, id: "m1", name: "Save", box: { x: 0.1 } });
    expect(markOf(told, -0.2, "m1", "t2")).toMatchObject({ at: 0, name: "Save", box: null });
    expect(markOf(told, 3, "m1", null).box).toBeNull();
  });

  it("knows the tab by the handle it shows, and none of a window", () => {
    const stream = (displaySurface: string, handle?: string): MediaStream =>
      ({
        getVideoTracks: () => [{ getSettings: () => ({ displaySurface }), getCaptureHandle: () => (handle === undefined ? null : { handle }) }],
      }) as unknown as MediaStream;
    expect(capturedTab(stream("browser", "t1"))).toBe("t1");
    expect(capturedTab(stream("browser"))).toBeNull();
    expect(capturedTab(stream("monitor", "t1"))).toBeNull();
    expect(capturedTab(null)).toBeNull();
  });
});
