import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { onSignInLost } from "@/lib/sign-in-fetch";
import { server } from "@/test/server";

import { accountOf, atThisAddress, browserUpload, signInUpload } from "./browser-upload";
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
  await new RestCalls(TARGET, browserUpload.fetch, browserUpload.clock).abort();
  expect(heard).toEqual([["Bearer t0ken", null]]);
});

it("speaks by the sign-in alone where the token ran out", async () => {
  await new RestCalls(atThisAddress(TARGET), signInUpload.fetch, signInUpload.clock).abort();
  expect(heard).toEqual([[null, "c5rf"]]);
  expect(() => signInUpload.openSocket("ws://app.test/", { message: () => undefined, closed: () => undefined })).toThrow(
    TypeError,
  );
});

it("sends the sign-in's requests, and opens its sockets, at the page's own address without the token", () => {
  const { origin, host } = window.location;
  expect(atThisAddress(TARGET)).toMatchObject({
    token: "",
    wsUrl: `ws://${host}/ws/upload/v1`,
    chunkUrl: `${origin}/video/chunk/v1`,
  });
});

it("speaks for the account of a recording under way, and tells nobody that it is signed out", async () => {
  const lost = vi.fn();
  const stop = onSignInLost(lost);
  const account = accountOf("u1");
  await new RestCalls(account.target(TARGET), account.fetch, browserUpload.clock).abort();
  expect(heard).toEqual([[null, "c5rf"]]);
  server.use(http.post("*/video/abort/v1", () => new HttpResponse(null, { status: 401 })));
  await expect(new RestCalls(account.target(TARGET), account.fetch, browserUpload.clock).abort()).rejects.toMatchObject({ status: 401 });
  expect(lost).not.toHaveBeenCalled();
  stop();
});
