import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";

import type { FoundVideo, Hit } from "@/lib/api-types";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { Palette } from "./palette";

function aHit(hit: Partial<Hit>): Hit {
  const parts = [
    { text: "Send ", marked: false },
    { text: "invitation", marked: true },
  ];
  return { kind: "screen", timestamp: 12, end: 14, snippet: "Send invitation", parts, boxes: [], picture_url: null, ...hit };
}

const VIDEO: FoundVideo = {
  video_id: "v-1",
  title: "Onboarding",
  owner: { id: "p-1", name: "Mira" },
  created_at: "2026-11-30T12:00:00Z",
  duration: 60,
  width: 1280,
  height: 720,
  poster_url: null,
  found: 2,
  hits: [aHit({}), aHit({ kind: "comment", timestamp: 40, snippet: "By mail" })],
};

function show(items: FoundVideo[]) {
  const asked: string[] = [];
  server.use(
    http.get("/search", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("q") ?? "");
      return HttpResponse.json({ items, loosened: false, next_cursor: null });
    }),
  );
  const onOpen = vi.fn();
  const onClose = vi.fn();
  renderInApp(<Palette onClose={onClose} onOpen={onOpen} />);
  return { asked, onOpen, onClose, field: screen.getByRole("combobox", { name: "Search everything" }) };
}

test("arrows choose a hit and Enter opens its moment with the words", async () => {
  const { field, onOpen, onClose } = show([VIDEO]);
  await userEvent.type(field, "invitation");
  const group = await screen.findByRole("group", { name: "Onboarding" });
  const [first, second] = within(group).getAllByRole("option");
  expect(first).toHaveAttribute("aria-selected", "true");
  expect(within(group).getAllByText("invitation")[0]).toHaveProperty("tagName", "MARK");
  expect(within(group).getByText("On screen, 0:12")).toBeInTheDocument();
  await userEvent.keyboard("{ArrowDown}");
  expect(second).toHaveAttribute("aria-selected", "true");
  expect(field).toHaveAttribute("aria-activedescendant", second?.id);
  await userEvent.keyboard("{Enter}");
  expect(onOpen).toHaveBeenCalledWith("/watch/v-1?q=invitation&t=39.8", true);
  expect(onClose).toHaveBeenCalledOnce();
});

test("the last choice is all results, one press before the first", async () => {
  const { field, onOpen } = show([VIDEO]);
  await userEvent.type(field, "invitation");
  await screen.findByRole("option", { name: "All results" });
  await userEvent.keyboard("{ArrowUp}{Enter}");
  expect(onOpen).toHaveBeenCalledWith("/search?q=invitation", false);
});

test("signs alone are not asked for, and nothing found is said", async () => {
  const { field, asked } = show([]);
  await userEvent.type(field, "!?");
  expect(screen.getByText(/Everything that was shown and said/)).toBeInTheDocument();
  await userEvent.type(field, " zzz");
  expect(await screen.findByText("Nothing found for “!? zzz”")).toBeInTheDocument();
  expect(asked).toEqual(["!? zzz"]);
});
