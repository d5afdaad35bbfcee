import { describe, expect, it } from "vitest";

import { aRecord } from "@/recording/keeping/testing/kept";

import { unfinishedWords } from "./unfinished";

const record = aRecord({ size: 5_000_000, seconds: 72 });

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
