import { beforeEach, expect, test, vi } from "vitest";

let zones: typeof import("./time-zone");
let ApiError: (typeof import("./api-error"))["ApiError"];

/** The browser says that it is in this zone. */
function browserSays(timeZone: string): void {
  vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue({
    ...new Intl.DateTimeFormat().resolvedOptions(),
    timeZone,
  });
}

beforeEach(async () => {
  vi.resetModules();
  zones = await import("./time-zone");
  ({ ApiError } = await import("./api-error"));
});

test.each(["Europe/Helsinki", "America/Argentina/Buenos_Aires", "Etc/GMT+3", "UTC"])("%s is told", (name) => {
  browserSays(name);
  expect(zones.timeZone()).toBe(name);
});

test.each(["Etc/Unknown", "+02:00", ""])("%j is no name to tell", (name) => {
  browserSays(name);
  expect(zones.timeZone()).toBeNull();
});

test("a server that does not know the zone is asked again without it, and told none from then on", async () => {
  browserSays("Mars/Olympus_Mons");
  const send = vi.fn(({ time_zone }: { time_zone: string | null }) =>
    time_zone === null ? Promise.resolve("begun") : Promise.reject(new ApiError("invalid_time_zone", "No such zone.", 400)),
  );
  expect(await zones.withTimeZone(send)).toBe("begun");
  expect(await zones.withTimeZone(send)).toBe("begun");
  expect(send.mock.calls.map(([fields]) => fields.time_zone)).toEqual(["Mars/Olympus_Mons", null, null]);
});

test("what is refused for another reason is not asked again", async () => {
  browserSays("Europe/Helsinki");
  const send = vi.fn(() => Promise.reject(new ApiError("quota_exceeded", "Full.", 413)));
  await expect(zones.withTimeZone(send)).rejects.toThrow("Full.");
  expect(send).toHaveBeenCalledOnce();
});
