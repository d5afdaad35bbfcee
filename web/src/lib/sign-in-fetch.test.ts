import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { server } from "@/test/server";

import { checkSignIn, isSignedIn, onSignInLost, quietSignInFetch, signInFetch } from "./sign-in-fetch";

function setCookie(name: string, value: string): void {
  document.cookie = value === "" ? `${name}=; max-age=0; path=/` : `${name}=${value}; path=/`;
}

function ask(path: string, method = "GET"): Promise<Response> {
  return signInFetch(new Request(new URL(path, window.location.origin), { method }));
}

/** An API whose access has run out until somebody refreshes. */
function expiredApi(): { refreshes: number } {
  const seen = { refreshes: 0 };
  let fresh = false;
  server.use(
    http.all("/video/*", () => (fresh ? HttpResponse.json({ ok: true }) : new HttpResponse(null, { status: 401 }))),
    http.post("/auth/refresh", async ({ request }) => {
      seen.refreshes += 1;
      expect(request.headers.get("X-CSRF-TOKEN")).toBe("refresh-1");
      await Promise.resolve();
      fresh = true;
      setCookie("csrf_access_token", "access-2");
      return HttpResponse.json({});
    }),
  );
  return seen;
}

beforeEach(() => {
  setCookie("csrf_access_token", "access-1");
  setCookie("csrf_refresh_token", "refresh-1");
});

afterEach(() => {
  setCookie("csrf_access_token", "");
  setCookie("csrf_refresh_token", "");
});

test("a changing request carries the CSRF cookie's value, a reading one does not", async () => {
  const sent: (string | null)[] = [];
  server.use(
    http.all("/video/1", ({ request }) => {
      sent.push(request.headers.get("X-CSRF-TOKEN"));
      return HttpResponse.json({});
    }),
  );
  await ask("/video/1");
  await ask("/video/1", "DELETE");
  expect(sent).toEqual([null, "access-1"]);
});

test("requests that find the access expired share one refresh and are sent again", async () => {
  const api = expiredApi();
  const answers = await Promise.all([ask("/video/1"), ask("/video/2", "PATCH"), ask("/video/3")]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  expect(api.refreshes).toBe(1);
});

test("the body is sent again after the refresh, with the new CSRF token", async () => {
  const bodies: string[] = [];
  const tokens: (string | null)[] = [];
  expiredApi();
  server.use(
    http.post("/video/start", async ({ request }) => {
      bodies.push(await request.text());
      tokens.push(request.headers.get("X-CSRF-TOKEN"));
      return new HttpResponse(null, { status: bodies.length === 1 ? 401 : 201 });
    }),
  );
  const request = new Request(new URL("/video/start", window.location.origin), { method: "POST", body: "hello" });
  expect((await signInFetch(request)).status).toBe(201);
  expect(bodies).toEqual(["hello", "hello"]);
  expect(tokens).toEqual(["access-1", "access-2"]);
});

test("another tab that refreshed meanwhile spares this one the refresh", async () => {
  let calls = 0;
  server.use(
    http.get("/video/1", () => {
      calls += 1;
      if (calls > 1) return HttpResponse.json({});
      setCookie("csrf_access_token", "from-the-other-tab");
      return new HttpResponse(null, { status: 401 });
    }),
    // No handler for /auth/refresh: calling it would fail the test.
  );
  expect((await ask("/video/1")).status).toBe(200);
});

test("a refused refresh ends the sign-in once it is certain", async () => {
  const lost = vi.fn();
  const stop = onSignInLost(lost);
  server.use(
    http.get("/video/1", () => new HttpResponse(null, { status: 401 })),
    http.post("/auth/refresh", () => new HttpResponse(null, { status: 401 })),
  );
  expect((await ask("/video/1")).status).toBe(401);
  expect(lost).toHaveBeenCalledOnce();
  stop();
});

test("a server in trouble does not end the sign-in", async () => {
  const lost = vi.fn();
  const stop = onSignInLost(lost);
  server.use(
    http.get("/video/1", () => new HttpResponse(null, { status: 401 })),
    http.post("/auth/refresh", () => new HttpResponse(null, { status: 503 })),
  );
  await expect(ask("/video/1")).rejects.toThrow();
  expect(lost).not.toHaveBeenCalled();
  stop();
});

test("a wrong password is not taken for an expired sign-in", async () => {
  server.use(http.post("/auth/login", () => new HttpResponse(null, { status: 401 })));
  expect((await ask("/auth/login", "POST")).status).toBe(401);
});

test("who is signed in can be asked without ending anything", async () => {
  const lost = vi.fn();
  const stop = onSignInLost(lost);
  let status = 200;
  server.use(
    http.get("/auth/me", () => HttpResponse.json({ user: { id: "u1" } }, { status })),
    http.post("/auth/refresh", () => new HttpResponse(null, { status: 401 })),
  );
  expect([await isSignedIn("u1"), await isSignedIn("u2")]).toEqual([true, false]);
  status = 401;
  expect(await isSignedIn("u1")).toBe(false);
  expect((await quietSignInFetch(new Request(new URL("/auth/me", window.location.origin)))).status).toBe(401);
  status = 503;
  await expect(isSignedIn("u1")).rejects.toThrow(TypeError);
  expect(lost).not.toHaveBeenCalled();
  stop();
});

test("whoever hears that the sign-in ended finds out, and a server that is away ends nothing", async () => {
  const lost = vi.fn();
  const stop = onSignInLost(lost);
  server.use(
    http.get("/auth/me", () => HttpResponse.error(), { once: true }),
    http.get("/auth/me", () => new HttpResponse(null, { status: 401 })),
    http.post("/auth/refresh", () => new HttpResponse(null, { status: 401 })),
  );
  await checkSignIn();
  expect(lost).not.toHaveBeenCalled();
  await checkSignIn();
  expect(lost).toHaveBeenCalledOnce();
  stop();
});
