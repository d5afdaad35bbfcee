import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import type { VideoItem } from "@/lib/api-types";
import { anItem, aStage, MARA } from "@/test/fixtures";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import type { Scope } from "../scopes";
import { LibraryView } from "./library-view";

function answer(...items: VideoItem[]): void {
  server.use(http.get("/video/", () => HttpResponse.json({ items, next_cursor: null })));
}

function show(filter: { q: string; scope?: Scope } = { q: "" }) {
  const onClearFilter = vi.fn();
  renderInApp(
    <LibraryView
      filter={{ scope: "mine", ...filter, status: null }}
      userId={MARA.id}
      onClearFilter={onClearFilter}
      recordLink={<a href="/record">Record</a>}
    />,
  );
  return { onClearFilter };
}

beforeEach(() => {
  // An open line on which nothing is said.
  server.use(http.get("/video/events", () => new HttpResponse(new ReadableStream())));
});

test("it loads with cards in place, then shows the recordings", async () => {
  answer(anItem({ counts: { comments: 3, steps: 8 } }), anItem({ id: "v-2", title: "Theirs", owner: { id: "x", name: "Ana" } }));
  show();
  expect(screen.getByRole("status", { name: "Loading your recordings" })).toBeInTheDocument();
  const cards = await screen.findAllByRole("article");
  expect(cards).toHaveLength(2);
  const [mine, theirs] = cards.map((card) => within(card));
  expect(mine?.getByRole("link", { name: "Set up single sign-on" })).toHaveAttribute("href", "/watch/v-1");
  expect(mine?.getByText("8 steps")).toBeInTheDocument();
  expect(mine?.getByText("3 comments")).toBeInTheDocument();
  expect(mine?.getByText("4:12")).toBeInTheDocument();
  expect(theirs?.getByText(/^Ana/)).toBeInTheDocument();
  expect(theirs?.queryByRole("button", { name: /^More for/ })).not.toBeInTheDocument();
});

test("an empty library says what to do", async () => {
  answer();
  show();
  expect(await screen.findByRole("heading", { name: "Record your first video" })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Record" })).toBeInTheDocument();
});

test("a search without a hit names the search and the way back", async () => {
  answer();
  const { onClearFilter } = show({ q: "zebra" });
  expect(await screen.findByText("No title contains “zebra”")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Show all recordings" }));
  expect(onClearFilter).toHaveBeenCalledOnce();
});

test("an unreachable server is said so, and trying again helps", async () => {
  server.use(http.get("/video/", () => HttpResponse.json({}, { status: 503 })));
  show();
  expect(await screen.findByText("Your library could not be loaded")).toBeInTheDocument();
  answer(anItem());
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("article")).toBeInTheDocument();
});

test("a failed recording tells why and is started again from its card", async () => {
  const retried: string[] = [];
  const error = { code: "timed_out", message: "Reading took too long." };
  answer(anItem({ status: "failed", stages: [aStage("probe", { state: "failed", error })] }));
  server.use(
    http.post("/video/v-1/stages/:name/retry", ({ params }) => {
      retried.push(String(params.name));
      return HttpResponse.json({ name: params.name, state: "pending" }, { status: 202 });
    }),
  );
  show();
  expect(await screen.findByText("Reading took too long.")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Retry" }));
  await waitFor(() => expect(retried).toEqual(["probe"]));
});

test("deleting asks first, then the card goes", async () => {
  answer(anItem(), anItem({ id: "v-2", title: "Stays" }));
  server.use(http.delete("/video/v-1", () => new HttpResponse(null, { status: 204 })));
  show();
  await userEvent.click(await screen.findByRole("button", { name: "More for Set up single sign-on" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(1));
  expect(screen.getByRole("link", { name: "Stays" })).toBeInTheDocument();
});

test("the next page comes on demand, after the cursor", async () => {
  server.use(
    http.get("/video/", ({ request }) => {
      const cursor = new URL(request.url).searchParams.get("cursor");
      return cursor === "after-1"
        ? HttpResponse.json({ items: [anItem({ id: "v-2", title: "Second" })], next_cursor: null })
        : HttpResponse.json({ items: [anItem()], next_cursor: "after-1" });
    }),
  );
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
  expect(await screen.findByRole("link", { name: "Second" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Show more" })).not.toBeInTheDocument();
});

test("the trash says how long it keeps, puts back, and deletes for good after a second thought", async () => {
  const asked: string[] = [];
  const gone = anItem({ trashed_at: "2026-11-21T00:00:00Z" });
  server.use(
    http.get("/video/", ({ request }) => {
      expect(new URL(request.url).searchParams.get("scope")).toBe("trash");
      return HttpResponse.json({ items: asked.length < 2 ? [gone] : [], next_cursor: null });
    }),
    http.post("/video/v-1/restore", () => {
      asked.push("restore");
      return HttpResponse.json(gone);
    }),
    http.delete("/video/v-1", ({ request }) => {
      asked.push(`delete ${new URL(request.url).search}`);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  show({ q: "", scope: "trash" });
  await userEvent.click(await screen.findByRole("button", { name: "Restore" }));
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Delete this recording for good?" }));
  await userEvent.click(dialog.getByRole("button", { name: "Delete" }));
  expect(await screen.findByText("The trash is empty")).toBeInTheDocument();
  expect(asked).toEqual(["restore", "delete ?forever=true"]);
});

test("where nothing was shared it says what would come there", async () => {
  answer();
  show({ q: "", scope: "shared" });
  expect(await screen.findByText("Nothing was shared with you yet")).toBeInTheDocument();
});
