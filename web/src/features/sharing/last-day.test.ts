import { expect, test } from "vitest";

import { endOfDay, localDay } from "./last-day";

test("a day ends when the next one begins here, whatever the zone", () => {
  for (const day of ["2026-03-29", "2026-12-04", "2028-02-29"]) {
    const end = endOfDay(day);
    expect(localDay(end)).toBe(day);
    expect(localDay(new Date(end.getTime() + 1000))).not.toBe(day);
  }
});
