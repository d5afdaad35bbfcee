import "fake-indexeddb/auto";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { memoryHistory } from "@/lib/router/history";
import { Router } from "@/lib/router/router";
import { MARA } from "@/test/fixtures";
import { server } from "@/test/server";

import { Pages } from "./pages";
import { ROUTES, type AppRoute } from "./routes";

/** The app's own addresses and frames; the pages are but their names. */
const NAMED = ROUTES.map((route): AppRoute => ({ ...route, load: () => Promise.resolve(() => <p>{route.path}</p>) }));

beforeEach(() => {
  document.cookie = "csrf_access_token=c5rf; path=/";
  server.use(
    http.get("/auth/me", () => HttpResponse.json({ user: MARA, operate: null })),
    http.get("/api/uploads/", () => HttpResponse.json({ items: [] })),
  );
});

afterEach(() => {
  document.cookie = "csrf_access_token=; max-age=0; path=/";
});

async function show(routes: readonly AppRoute[], start = "/"): Promise<{ history: ReturnType<typeof memoryHistory>; router: Router<AppRoute> }> {
  const history = memoryHistory(start);
  const router = new Router(routes, history);
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Pages router={router} />
    </QueryClientProvider>,
  );
  await screen.findByText(start);
  return { history, router };
}

test.each(["/record", "/watch/:videoId", "/sessions"])("going back from %s finds the library scrolled as it was left", async (path) => {
  const scrollTo = vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  const { history, router } = await show(NAMED);
  const at = vi.spyOn(window, "scrollY", "get").mockReturnValue(640);
  await act(() => router.navigate(path.replace(":videoId", "v-1")));
  expect(await screen.findByText(path)).toBeInTheDocument();
  expect(scrollTo).toHaveBeenLastCalledWith(0, 0);
  at.mockReturnValue(0);
  act(() => history.go(-1));
  expect(await screen.findByText("/")).toBeInTheDocument();
  expect(scrollTo).toHaveBeenLastCalledWith(0, 640);
});

test("a page that cannot be loaded says so, and what is around the others stays", async () => {
  const broken = NAMED.map((route) => (route.path === "/record" ? { ...route, load: () => Promise.reject(new TypeError("no module")) } : route));
  const { router } = await show(broken);
  await act(() => router.navigate("/record"));
  expect(screen.getByRole("heading", { name: "This page could not be loaded" })).toBeInTheDocument();
  await act(() => router.navigate("/sessions"));
  expect(await screen.findByText("/sessions")).toBeInTheDocument();
});

test("a page that breaks says so inside of its frame, and the next one is shown", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const Broken = (): never => {
    throw new Error("broke");
  };
  const broken = NAMED.map((route) => (route.path === "/sessions" ? { ...route, load: () => Promise.resolve(Broken) } : route));
  const { router } = await show(broken);
  await act(() => router.navigate("/sessions"));
  expect(await screen.findByRole("heading", { name: "This page stopped working" })).toBeInTheDocument();
  expect(screen.getByRole("banner")).toBeInTheDocument();
  await act(() => router.navigate("/"));
  expect(await screen.findByText("/")).toBeInTheDocument();
});
