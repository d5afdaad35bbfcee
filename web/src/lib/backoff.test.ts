import { describe, expect, it } from "vitest";

import { backoff } from "./backoff";

describe("backoff", () => {
  it("doubles up to fifteen seconds", () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 1000].map((attempt) => backoff(attempt, () => 0.99999));
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  });

  it("is at least half of that", () => {
    expect(backoff(3, () => 0)).toBe(2000);
  });
});
