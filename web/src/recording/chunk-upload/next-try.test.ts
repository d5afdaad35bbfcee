import { describe, expect, it } from "vitest";

import { TRY_AGAIN, type Loss } from "./link";
import { waitBeforeNextTry } from "./next-try";

const SOON: Loss = { fault: null, soon: true };
const attempts = [0, 1, 2, 3, 4, 5, 6, 1000];

describe("waitBeforeNextTry", () => {
  it("is within a second of a server that goes away, once", () => {
    expect(waitBeforeNextTry(SOON, 0, () => 0)).toBe(0);
    expect(attempts.map((attempt) => waitBeforeNextTry(SOON, attempt, () => 0.99999))).toEqual([
      expect.closeTo(1_000, 0),
      ...[1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000],
    ]);
  });

  it("doubles up to fifteen seconds else, cut at random to half of that at most", () => {
    expect(attempts.map((attempt) => waitBeforeNextTry(TRY_AGAIN, attempt, () => 0.99999))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000,
    ]);
    expect(waitBeforeNextTry(TRY_AGAIN, 3, () => 0)).toBe(2_000);
  });
});
