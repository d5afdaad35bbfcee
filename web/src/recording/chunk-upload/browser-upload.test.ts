import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, it } from "vitest";

import { server } from "@/test/server";

import { atThisAddress, browserUpload, signInUpload } from "./browser-upload";
import { RestCalls } from "./rest-calls";

const TARGET = {
  videoId: "v1",
  token: "t0ken",
  wsUrl: "ws://app.test/ws/upload/v1",
  chunkUrl: "http://app.test/video/chunk/v1",
  maxChunk: 16 * 1024 * 1024,
};

let heard: [string | null, string | null][] = [];

beforeEach(() => {
  heard = [];
  document.cookie = "csrf_access_token=c5rf";
  server.use(
    http.post("*/video/abort/v1", ({ request: { headers } }) => {
      heard.push([headers.get("Authorization"), headers.get("X-CSRF-TOKEN")]);
      return HttpResponse.json({});
    }),
  );
});

afterEach(() => {
  document.cookie = "csrf_access_token=; max-age=0";
});

it("speaks by the upload token alone", async () => {
  await new RestCalls(atThisAddress(TARGET), browserUpload.fetch, browserUpload.clock).abort();
  expect(heard).toEqual([["Bearer t0ken", null]]);
});

it("speaks by the sign-in alone where the token ran out", async () => {
  await new RestCalls(atThisAddress(TARGET), signInUpload.fetch, signInUpload.clock).abort();
  expect(heard).toEqual([[null, "c5rf"]]);
  expect(() => signInUpload.openSocket("ws://app.test/", { message: () => undefined, closed: () => undefined })).toThrow(
    TypeError,
  );
});

it("sends the sign-in's requests to the page's own address", () => {
  expect(atThisAddress(TARGET).chunkUrl).toBe(`${window.location.origin}/video/chunk/v1`);
});
