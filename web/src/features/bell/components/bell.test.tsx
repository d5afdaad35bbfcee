import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";

import type { News, NewsLine } from "@/lib/api-types";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { Bell } from "./bell";

const LINE: NewsLine = {
  id: 7,
  kind: "comment",
  video: { id: "v-1", title: "How to sign in", poster_url: null },
  who: { name: "Ana", picture_url: null, gone: false },
  annotation_id: 3,
  timestamp: 62.5,
  count: 30,
  people: 4,
  created_at: "2026-11-20T10:00:00Z",
  read: false,
};

let told: (event: string) => void;
let lines: NewsLine[];
let marked: unknown[];

beforeEach(() => {
  lines = [LINE];
  marked = [];
  const news = (): News => ({ items: lines, unread: lines.filter((line) => !line.read).length, next_cursor: null });
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      told = (event) => controller.enqueue(new TextEncoder().encode(`event: ${event}\ndata: {}\n\n`));
    },
  });
  server.use(
    http.get("/account/notifications", () => HttpResponse.json(news())),
    http.get("/video/events", () => new HttpResponse(stream)),
    http.post("/account/notifications/read", async ({ request }) => {
      marked.push(await request.json());
      lines = lines.map((line) => ({ ...line, read: true }));
      return HttpResponse.json({ unread: 0 });
    }),
  );
});

test("a line says who and how many, leads to the moment, and is read then", async () => {
  renderInApp(<Bell />);
  await userEvent.click(await screen.findByRole("button", { name: "What is new: 1 thing not read" }));
  const line = screen.getByRole("link", { name: /^A?\s*Ana and 3 others commented on “How to sign in”/ });
  expect(line).toHaveAttribute("href", "/watch/v-1?t=62.5");
  await userEvent.click(line);
  await waitFor(() => expect(marked).toEqual([{ ids: [7] }]));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(await screen.findByRole("button", { name: "What is new" })).toBeInTheDocument();
});

test("Escape closes it, and the focus is where it was", async () => {
  renderInApp(<Bell />);
  const button = await screen.findByRole("button", { name: /^What is new/ });
  await userEvent.click(button);
  expect(screen.getByRole("dialog", { name: "What is new" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(button).toHaveFocus();
});

test("all that was seen is marked as read, up to the newest", async () => {
  renderInApp(<Bell />);
  await userEvent.click(await screen.findByRole("button", { name: /not read$/ }));
  await userEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
  await waitFor(() => expect(marked).toEqual([{ until: 7 }]));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Mark all as read" })).not.toBeInTheDocument());
});

test("it rings when the stream says so, and has words where there is nothing", async () => {
  lines = [];
  renderInApp(<Bell />);
  const button = await screen.findByRole("button", { name: "What is new" });
  await userEvent.click(button);
  expect(await screen.findByText(/^Nothing yet/)).toBeInTheDocument();
  lines = [LINE];
  told("told");
  expect(await screen.findByRole("button", { name: "What is new: 1 thing not read" })).toBeInTheDocument();
});
