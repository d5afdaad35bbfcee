import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";

import { server } from "@/test/server";

import { openEventStream } from "./event-stream";
import { onSignInLost } from "./sign-in-fetch";

const endings: (() => void)[] = [];

afterEach(() => {
  for (const end of endings.splice(0)) end();
  vi.useRealTimers();
});

function stream(text: string): HttpResponse<string> {
  return new HttpResponse(text, { headers: { "Content-Type": "text/event-stream" } });
}

test("a broken stream is opened again, and says that news may be missing", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: false });
  let connections = 0;
  server.use(
    http.get("/video/events", () => {
      connections += 1;
      return stream(`event: video\ndata: ${connections}\n\n`);
    }),
  );
  const heard: string[] = [];
  const opened: boolean[] = [];
  endings.push(
    openEventStream("/video/events", {
      onEvent: ({ data }) => heard.push(data),
      onOpen: (again) => opened.push(again),
    }),
  );
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(5000);
    expect(heard.slice(0, 2)).toEqual(["1", "2"]);
  });
  expect(opened.slice(0, 2)).toEqual([false, true]);
});

test("a refusal is final", async () => {
  server.use(http.get("/video/v-1/events", () => new HttpResponse(null, { status: 404 })));
  const refused = await new Promise<number>((resolve) => {
    endings.push(openEventStream("/video/v-1/events", { onEvent: () => undefined, onRefused: resolve }));
  });
  expect(refused).toBe(404);
});

test("a stream that says that the sign-in ended has it looked at, and tells its reader nothing", async () => {
  server.use(
    http.get("/video/events", () => stream("event: video\ndata: 1\n\nevent: signed-out\ndata: {}\n\n")),
    http.get("/auth/me", () => new HttpResponse(null, { status: 401 })),
  );
  const heard: string[] = [];
  await new Promise<void>((resolve) => {
    endings.push(
      onSignInLost(resolve),
      openEventStream("/video/events", { onEvent: ({ event }) => heard.push(event) }),
    );
  });
  expect(heard).toEqual(["video"]);
});
