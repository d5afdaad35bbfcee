import type { ComponentType } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { browserHistory, memoryHistory, type History } from "./history";
import { matchPath } from "./location";
import { Router, type Route } from "./router";
import { returnToPlace } from "./scroll-places";

const Library: ComponentType = () => null;
const Watch: ComponentType = () => null;
const Missing: ComponentType = () => null;

const ROUTES: Route[] = [
  { path: "/", load: () => Promise.resolve(Library) },
  { path: "/watch/:videoId", load: () => Promise.resolve(Watch) },
  { path: "*", load: () => Promise.resolve(Missing) },
];

/** Resolves once everything that is already settled has been taken up. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

async function open(history: History, routes: readonly Route[] = ROUTES): Promise<Router> {
  const router = new Router(routes, history);
  router.start();
  await settled();
  return router;
}

const watchScrolling = () => vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
let scrollTo: ReturnType<typeof watchScrolling>;

beforeEach(() => {
  scrollTo = watchScrolling();
});

afterEach(() => window.history.replaceState(null, "", "/"));

test.each([
  ["/watch/:videoId", "/watch/v%201", { videoId: "v 1" }],
  ["/watch/:videoId", "/watch/v-1/", { videoId: "v-1" }],
  ["/watch/:videoId", "/watch", null],
  ["/watch/:videoId", "/watch/%E0%A4%A", { videoId: "%E0%A4%A" }],
  ["/", "/", {}],
  ["/", "/else", null],
  ["*", "/what/ever", {}],
])("%s and %s give %j", (pattern, path, params) => {
  expect(matchPath(pattern, path)).toEqual(params);
});

test("it shows the page of the address, with what the address says", async () => {
  const router = await open(memoryHistory("/watch/v-1?t=3#here"));
  expect(router.shown).toMatchObject({ Page: Watch, params: { videoId: "v-1" }, location: { search: "?t=3", hash: "#here" } });
  await router.navigate("/nowhere");
  expect(router.shown.Page).toBe(Missing);
});

test("the old page and its address stay until the new one is loaded; who goes elsewhere meanwhile goes there", async () => {
  let arrive: (Page: ComponentType) => void = () => undefined;
  const slow: Route = { path: "/slow", load: () => new Promise((resolve) => (arrive = resolve)) };
  const history = memoryHistory();
  const router = await open(history, [slow, ...ROUTES]);
  void router.navigate("/slow");
  await settled();
  expect([router.shown.Page, history.location.pathname]).toEqual([Library, "/"]);
  await router.navigate("/watch/v-1");
  arrive(Missing);
  await settled();
  expect([router.shown.Page, history.location.pathname]).toEqual([Watch, "/watch/v-1"]);
});

test("a page that cannot be loaded is told with its reason, and asked for again the next time", async () => {
  const load = vi.fn<Route["load"]>().mockRejectedValueOnce(new TypeError("gone")).mockResolvedValue(Missing);
  const router = await open(memoryHistory(), [{ path: "/broken", load }, ...ROUTES]);
  await router.navigate("/broken");
  expect([router.shown.Page, router.shown.error]).toEqual([null, new TypeError("gone")]);
  await router.navigate("/broken");
  expect([router.shown.Page, router.shown.error]).toEqual([Missing, null]);
});

test("the same address again, and replacing, make no entry to go back to", async () => {
  const history = memoryHistory();
  const router = await open(history);
  await router.navigate("/watch/v-1");
  await router.navigate("/watch/v-1");
  await router.navigate("/watch/v-2", { replace: true, state: { playAtOnce: true } });
  expect(router.shown.location.state).toEqual({ playAtOnce: true });
  history.go(-1);
  await settled();
  expect(router.shown.Page).toBe(Library);
});

test("whoever is held waits for an answer: staying changes nothing, leaving goes on", async () => {
  const router = await open(memoryHistory());
  let holds = true;
  router.block(() => holds);
  await router.navigate("/watch/v-1");
  expect(router.shown.Page).toBe(Library);
  router.blocked?.reset();
  expect([router.blocked, router.shown.Page]).toEqual([null, Library]);
  await router.navigate("/watch/v-1");
  router.blocked?.proceed();
  await settled();
  expect(router.shown.Page).toBe(Watch);
  holds = false;
  await router.navigate("/");
  expect(router.shown.Page).toBe(Library);
});

test("a question that nobody answered is gone with its page", async () => {
  const router = await open(memoryHistory());
  let holds = true;
  router.block(() => holds);
  await router.navigate("/watch/v-1");
  expect(router.blocked).not.toBeNull();
  holds = false;
  await router.navigate("/watch/v-2");
  expect([router.blocked, router.shown.params.videoId]).toEqual([null, "v-2"]);
});

test.each([
  ["stays", "/watch/v-1"],
  ["leaves", "/"],
])("back in the browser, held: who %s is at %s", async (answer, place) => {
  const router = await open(browserHistory());
  await router.navigate("/watch/v-1");
  const release = router.block(() => true);
  window.history.back();
  await vi.waitFor(() => expect(router.blocked).not.toBeNull());
  // The address was put back, which no page notices.
  await vi.waitFor(() => expect(window.location.pathname).toBe("/watch/v-1"));
  if (answer === "leaves") router.blocked?.proceed();
  else router.blocked?.reset();
  await vi.waitFor(() => expect(window.location.pathname).toBe(place));
  await vi.waitFor(() => expect(router.shown.location.pathname).toBe(place));
  release();
});

test("an entry is scrolled to where it was left, a new one to its top", async () => {
  const history = memoryHistory();
  const router = await open(history);
  vi.spyOn(window, "scrollY", "get").mockReturnValue(640);
  await router.navigate("/watch/v-1");
  returnToPlace(router.shown.location);
  expect(scrollTo).toHaveBeenLastCalledWith(0, 0);
  history.go(-1);
  await settled();
  returnToPlace(router.shown.location);
  expect(scrollTo).toHaveBeenLastCalledWith(0, 640);
});
