import { describe, expect, it } from "vitest";

import { unfinishedWords } from "@/features/recorder/words/unfinished";

import { aRecord } from "../keeping/testing/kept";
import { fateOf, type Fate } from "./fate";

const record = aRecord({ size: 5_000_000, seconds: 72 });

describe("fateOf", () => {
  it.each<[{ status: string; size: number | null } | null, Fate]>([
    [null, { kind: "gone" }],
    [{ status: "aborted", size: null }, { kind: "gone" }],
    [{ status: "uploading", size: null }, { kind: "open" }],
    [{ status: "processing", size: 5_000_000 }, { kind: "finished", missing: 0 }],
    [{ status: "done", size: 3_000_000 }, { kind: "finished", missing: 2_000_000 }],
    [{ status: "failed", size: 6_000_000 }, { kind: "finished", missing: 0 }],
  ])("of %o is %o", (video, fate) => {
    expect(fateOf(record, video)).toEqual(fate);
  });
});

describe("unfinishedWords", () => {
  it("say whether all of it is here", () => {
    expect(unfinishedWords({ record, start: 0 }, { kind: "open" }).text).toMatch(/All 5 MB of it are on this device/);
    expect(unfinishedWords({ record, start: 1_000_000 }, { kind: "gone" }).text).toMatch(/its last 4 MB;.*may not play/);
  });

  it("say what came too late", () => {
    const { title } = unfinishedWords({ record, start: 0 }, { kind: "finished", missing: 2_000_000 });
    expect(title).toMatch(/^Your recording was finished without its last 2 MB \(1:12, /);
  });
});
