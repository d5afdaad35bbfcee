import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";

import type { Annotation } from "@/lib/api-types";
import { anAnnotation, MARA } from "@/test/fixtures";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";
import { commonWords } from "@/words/common";

import { CommentList } from "./comment-list";

const ANA = { id: "u-ana", name: "Ana Núñez", guest: false, gone: false, picture_url: null };

function show(mayRemoveAll = false, mayComment = true) {
  const onSelect = vi.fn();
  renderInApp(
    <CommentList
      videoId="v-1"
      userId={MARA.id}
      mayComment={mayComment}
      mayRemoveAll={mayRemoveAll}
      selectedId={null}
      onSelect={onSelect}
      onWrite={vi.fn()}
    />,
  );
  return { onSelect };
}

function answer(...items: Annotation[]): void {
  server.use(http.get("/annotations/video/v-1", () => HttpResponse.json({ items, next_cursor: null })));
}

test("all pages are shown, and markup stays text", async () => {
  server.use(
    http.get("/annotations/video/v-1", ({ request }) =>
      new URL(request.url).searchParams.get("cursor") === null
        ? HttpResponse.json({ items: [anAnnotation({ content: "<b>bold</b>" })], next_cursor: "2" })
        : HttpResponse.json({ items: [anAnnotation({ id: 2, author: ANA })], next_cursor: null }),
    ),
  );
  show();
  expect(await screen.findByText("<b>bold</b>")).toBeInTheDocument();
  expect(screen.getByText("Ana Núñez")).toBeInTheDocument();
});

test("who is gone is called so in the page's words, whatever the server says", async () => {
  answer(anAnnotation({ author: { id: null, name: "As the server calls nobody", guest: false, gone: true, picture_url: null } }));
  show();
  expect(await screen.findByText(commonWords.deletedPerson)).toBeInTheDocument();
  expect(screen.queryByText("As the server calls nobody")).not.toBeInTheDocument();
});

test("a comment leads to its moment", async () => {
  answer(anAnnotation());
  const { onSelect } = show();
  await userEvent.click(await screen.findByRole("button", { name: "Go to 1:44" }));
  expect(onSelect).toHaveBeenCalledWith(1, 104);
});

test("one's own comment can be taken back, after a second thought", async () => {
  answer(anAnnotation(), anAnnotation({ id: 2, timestamp: 110, author: ANA, content: "Not mine" }));
  server.use(http.delete("/annotations/1", () => new HttpResponse(null, { status: 204 })));
  show();
  const [mine] = await screen.findAllByRole("listitem");
  if (!mine) throw new Error("no comment");
  expect(screen.queryByRole("button", { name: "Delete the comment at 1:50" })).not.toBeInTheDocument();
  await userEvent.click(within(mine).getByRole("button", { name: "Delete the comment at 1:44" }));
  await userEvent.click(within(mine).getByRole("button", { name: "Delete comment" }));
  await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(1));
  expect(screen.getByText("Not mine")).toBeInTheDocument();
});

test("the video's owner may remove anybody's", async () => {
  answer(anAnnotation({ author: ANA }));
  show(true);
  expect(await screen.findByRole("button", { name: "Delete the comment at 1:44" })).toBeInTheDocument();
});

test("without comments it says what they are for", async () => {
  answer();
  show();
  expect(await screen.findByText("No comments yet")).toBeInTheDocument();
});

test("a click on what it says goes there too, unless that was to select it", async () => {
  answer(anAnnotation({ content: "Look here" }));
  const { onSelect } = show();
  const text = await screen.findByText("Look here");
  getSelection()?.selectAllChildren(text);
  text.click();
  expect(onSelect).not.toHaveBeenCalled();
  getSelection()?.removeAllRanges();
  text.click();
  expect(onSelect).toHaveBeenCalledWith(1, 104);
});

test("web addresses in it are links that open beside the video and tell nothing", async () => {
  answer(anAnnotation({ content: "As in https://example.org/a." }));
  const { onSelect } = show();
  const link = await screen.findByRole("link", { name: "https://example.org/a" });
  expect(link).toHaveAttribute("target", "_blank");
  expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
  link.addEventListener("click", (event) => event.preventDefault());
  link.click();
  expect(onSelect).not.toHaveBeenCalled();
  expect(screen.getByText(/^As in/)).toHaveTextContent("As in https://example.org/a.");
});
