import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";

import { server } from "@/test/server";

import { api, call } from "./api-client";
import { ApiError } from "./api-error";

const path = { video_id: "v-1" };

async function failure(): Promise<ApiError> {
  const error: unknown = await call(api.GET("/video/{video_id}", { params: { path } })).catch(
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error("no ApiError was thrown");
  return error;
}

test("a refusal keeps the server's code, message and details", async () => {
  const body = { error: { code: "outside_video", message: "The video is over.", details: { duration: 3 } } };
  server.use(http.get("/video/v-1", () => HttpResponse.json(body, { status: 400 })));
  expect(await failure()).toMatchObject({
    code: "outside_video",
    message: "The video is over.",
    status: 400,
    details: { duration: 3 },
  });
});

test("an answer that is not the API's own gets a code too", async () => {
  server.use(http.get("/video/v-1", () => HttpResponse.html("<h1>Bad gateway</h1>", { status: 502 })));
  expect(await failure()).toMatchObject({ code: "bad_answer", status: 502 });
});

test("no answer at all is a network error", async () => {
  server.use(http.get("/video/v-1", () => HttpResponse.error()));
  expect(await failure()).toMatchObject({ code: "network", status: 0 });
});

test("a request given up on is not an error of the API", async () => {
  const control = new AbortController();
  control.abort();
  const pending = call(api.GET("/video/{video_id}", { params: { path }, signal: control.signal }));
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
});

test("an answer without a body is undefined", async () => {
  server.use(http.delete("/video/v-1", () => new HttpResponse(null, { status: 204 })));
  await expect(call(api.DELETE("/video/{video_id}", { params: { path } }))).resolves.toBeUndefined();
});
