import { describe, expect, it } from "vitest";

import { aRecord } from "../keeping/testing/kept";
import { fateOf, type Fate } from "./fate";

const record = aRecord({ size: 5_000_000 });

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
