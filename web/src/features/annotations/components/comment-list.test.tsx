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
      reader={{ asking: { videoId: "v-1", linkToken: null }, userId: MARA.id, mayComment, mayModerate: mayRemoveAll }}
      selectedId={null}
      onSelect={onSelect}
      onWrite={vi.fn()}
      preview={({ type }) => (type === "drawing" ? <i>picture</i> : null)}
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
  expect(screen.getByText("Ana Núñez", { selector: "span" })).toBeInTheDocument();
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

test("an answer stands below what it answers, and is sent with a name of its own", async () => {
  answer(anAnnotation({ author: ANA }), anAnnotation({ id: 2, parent_id: 1, content: "Only admins" }));
  const bodies: Record<string, unknown>[] = [];
  server.use(
    http.post("/annotations/", async ({ request }) => {
      bodies.push((await request.json()) as Record<string, unknown>);
      return HttpResponse.json(anAnnotation({ id: 3, parent_id: 1, content: "Thanks" }), { status: 201 });
    }),
  );
  show();
  expect(await screen.findByText("Only admins")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Reply" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Reply to Ana Núñez" }), "Thanks{Enter}");
  expect(await screen.findByText("Thanks")).toBeInTheDocument();
  expect(bodies).toMatchObject([{ video_id: "v-1", timestamp: 104, content: "Thanks", parent_id: 1, type: "comment" }]);
  expect(bodies[0]?.client_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
});

test("one's own words can be changed, and that is said", async () => {
  answer(anAnnotation());
  server.use(
    http.patch("/annotations/1", async ({ request }) => {
      const { content } = (await request.json()) as { content: string };
      return HttpResponse.json(anAnnotation({ content, edited_at: "2026-11-20T11:00:00Z" }));
    }),
  );
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Edit" }));
  const field = screen.getByRole("textbox", { name: "Edit the comment" });
  await userEvent.clear(field);
  await userEvent.type(field, "Say who{Enter}");
  expect(await screen.findByText("Say who")).toHaveTextContent("Say who(edited)");
});

test("what a comment said before its edits is shown when asked for, the last first", async () => {
  answer(anAnnotation({ edited_at: "2026-11-20T11:00:00Z", version: 9 }));
  const before = (content: string, minute: number) => ({ content, timestamp: 104, end: null, until: `2026-11-20T10:${minute}:00Z` });
  server.use(http.get("/annotations/1/history", () => HttpResponse.json({ items: [before("First", 31), before("Second", 45)] })));
  show();
  const edited = await screen.findByRole("button", { name: "(edited)" });
  await userEvent.click(edited);
  expect(edited).toHaveAttribute("aria-expanded", "true");
  const past = screen.getByRole("group", { name: "What it said before" });
  await waitFor(() => expect(within(past).getAllByRole("listitem").map((each) => each.lastElementChild?.textContent)).toEqual(["Second", "First"]));
  await userEvent.click(edited);
  expect(past).not.toBeInTheDocument();
});

test("a thread is ended and opened again, and the list can leave out those that are", async () => {
  const ended = { resolved: { at: "2026-11-20T11:00:00Z", by: { id: MARA.id, name: MARA.name } } };
  answer(anAnnotation(), anAnnotation({ id: 2, author: ANA, content: "Still to do" }));
  server.use(
    http.post("/annotations/1/resolve", () => HttpResponse.json(anAnnotation(ended))),
    http.delete("/annotations/1/resolve", () => HttpResponse.json(anAnnotation())),
  );
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Resolve" }));
  expect(await screen.findByText("Resolved by Mara Rossi")).toBeInTheDocument();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "State" }), "Open");
  expect(screen.queryByText("Resolved by Mara Rossi")).not.toBeInTheDocument();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "State" }), "Resolved");
  await userEvent.click(screen.getByRole("button", { name: "Reopen" }));
  await userEvent.click(await screen.findByRole("button", { name: "Show all" }));
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
});

test("an emoji is put there and taken away", async () => {
  const asked: string[] = [];
  const there = anAnnotation({ author: ANA, reactions: [{ emoji: "🎉", count: 2, people: [MARA.id, "u-ana"] }] });
  answer(there);
  server.use(
    http.put("/annotations/1/reactions/:emoji", ({ params }) => {
      asked.push(`put ${String(params.emoji)}`);
      return HttpResponse.json({ ...there, reactions: [...there.reactions, { emoji: "👍", count: 1, people: [MARA.id] }] });
    }),
    http.delete("/annotations/1/reactions/:emoji", ({ params }) => {
      asked.push(`delete ${String(params.emoji)}`);
      return HttpResponse.json({ ...there, reactions: [] });
    }),
  );
  show();
  expect(await screen.findByRole("button", { name: "🎉, 2 people" })).toHaveAttribute("aria-pressed", "true");
  await userEvent.click(screen.getByRole("button", { name: "React" }));
  await userEvent.click(screen.getByRole("button", { name: "👍" }));
  await userEvent.click(await screen.findByRole("button", { name: "👍, 1 person" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "👍, 1 person" })).not.toBeInTheDocument());
  expect(asked).toEqual(["put 👍", "delete 👍"]);
});

test("a drawing is shown small, and says what it is where it has no words", async () => {
  answer(anAnnotation({ type: "drawing", content: "" }));
  show();
  expect(await screen.findByText("picture")).toBeInTheDocument();
  expect(screen.getByText("Drew on the picture")).toBeInTheDocument();
});

test("who may only watch can neither answer nor react", async () => {
  answer(anAnnotation({ author: ANA }));
  show(false, false);
  await screen.findByText("Say who may do this");
  for (const name of ["Reply", "React", "Resolve", "Edit"]) expect(screen.queryByRole("button", { name })).not.toBeInTheDocument();
});
