import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";

import { aPlayback } from "@/test/fixtures";
import { server } from "@/test/server";

import { getOutcome } from "./get-outcome";

function answer(body: object, status = 200): void {
  server.use(http.get("/video/v-1", () => HttpResponse.json(body, { status })));
}

test.each([
  [{ status: "processing", playback: null, error: null }, "unknown"],
  [{ status: "uploading", playback: null, error: null }, "unknown"],
  [{ status: "processing", playback: aPlayback(), error: null }, "taken"],
  [{ status: "done", playback: aPlayback(), error: null }, "taken"],
  // A rendition failed; the original plays.
  [{ status: "failed", playback: aPlayback(), error: { code: "x", message: "HD failed." } }, "taken"],
])("%j is %s", async (video, kind) => {
  answer(video);
  expect(await getOutcome("v-1")).toEqual({ kind });
});

test("what was refused says why in words, and what to do", async () => {
  answer({ status: "failed", playback: null, error: { code: "infected", message: "Eicar-Signature FOUND" } });
  const outcome = await getOutcome("v-1");
  expect(outcome).toMatchObject({ kind: "refused", problem: { code: "infected", retry: false } });
  expect(JSON.stringify(outcome)).toMatch(/carries a virus\. It is locked away/);
});

test("what was deleted meanwhile is in no library", async () => {
  answer({ error: { code: "not_found", message: "No such video." } }, 404);
  expect(await getOutcome("v-1")).toMatchObject({ kind: "refused", problem: { text: "It was deleted." } });
});

test("a server that is away says nothing of the file", async () => {
  answer({ error: { code: "internal", message: "?" } }, 500);
  await expect(getOutcome("v-1")).rejects.toMatchObject({ status: 500 });
});
