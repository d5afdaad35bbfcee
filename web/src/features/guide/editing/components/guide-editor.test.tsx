import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import type { EditableGuide, EditableStep, GuideOperation } from "@/lib/api-types";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { findDraft } from "../drafts";
import { GuideEditor } from "./guide-editor";

function aStep(id: string, change: Partial<EditableStep> = {}): EditableStep {
  return {
    id,
    timestamp: 38,
    title: `Click ${id}`,
    text: "plain",
    markdown: "plain",
    image_url: `https://store.example/${id}.jpg?signature=1`,
    image_is_making: false,
    original_url: null,
    moment: null,
    target: { x: 0.4, y: 0.5, width: 0.2, height: 0.1 },
    pointer: null,
    blurs: [],
    hidden: false,
    added: false,
    gone: false,
    edited: [],
    conflicts: [],
    ...change,
  };
}

type Asked = { operations: GuideOperation[]; base_version: number } | { version: number; only: boolean; base_version: number };

/** The API: every change makes a version; what was asked for is kept. */
function show(steps: EditableStep[] = [aStep("one"), aStep("two", { timestamp: 51 })], answer?: () => Response) {
  const asked: Asked[] = [];
  let guide: EditableGuide = { version: 4, steps };
  const change = async ({ request }: { request: Request }) => {
    asked.push((await request.json()) as Asked);
    if (answer) return answer();
    guide = { ...guide, version: guide.version + 1 };
    return HttpResponse.json(guide);
  };
  server.use(
    http.get("/video/v-1/document/edits", () => HttpResponse.json(guide)),
    http.post("/video/v-1/document/edits", change),
    http.post("/video/v-1/document/revert", change),
    http.get("/video/v-1/document/frames", () =>
      HttpResponse.json({ items: [{ timestamp: 12, image_url: "https://store.example/12.jpg" }] }),
    ),
  );
  const onDone = vi.fn();
  renderInApp(<GuideEditor videoId="v-1" position={() => 40.5} onSeek={vi.fn()} onDone={onDone} />);
  return { asked, onDone };
}

async function open(number: number, title: string): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole("button", { name: `Edit step ${number}: ${title}` }));
  return screen.getByRole("group", { name: `Step ${number}` });
}

beforeEach(() => localStorage.clear());

test("a title is written in place, saved by Enter, undone and redone by the keyboard", async () => {
  const { asked } = show();
  const step = await open(1, "Click one");
  const title = within(step).getByRole("textbox", { name: "Title" });
  await userEvent.clear(title);
  await userEvent.type(title, "Open it{Enter}");
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toEqual({ base_version: 4, operations: [{ op: "set_title", step: "one", title: "Open it" }] });
  const undo = screen.getByRole("button", { name: "Undo" });
  await waitFor(() => expect(undo).toBeEnabled());
  fireEvent.keyDown(undo, { key: "z", ctrlKey: true });
  await waitFor(() => expect(asked[1]).toEqual({ base_version: 5, version: 5, only: true }));
  const redo = screen.getByRole("button", { name: "Redo" });
  await waitFor(() => expect(redo).toBeEnabled());
  fireEvent.keyDown(redo, { key: "Z", ctrlKey: true, shiftKey: true });
  await waitFor(() => expect(asked[2]).toEqual({ base_version: 6, version: 6, only: true }));
});

test("where somebody was quicker it says who, and what was written is kept", async () => {
  const error = { code: "guide_changed", message: "Ada changed it.", details: { by: ["Ada"], version: 5 } };
  show(undefined, () => HttpResponse.json({ error }, { status: 409 }));
  const step = await open(1, "Click one");
  await userEvent.type(within(step).getByRole("textbox", { name: "Text" }), " and more");
  await userEvent.tab();
  expect(await screen.findByRole("alert")).toHaveTextContent("Ada changed the guide meanwhile.");
  expect(within(step).getByRole("textbox", { name: "Text" })).toHaveValue("plain and more");
  expect(findDraft("v-1", "one")).toEqual({ title: "Click one", text: "plain and more" });
});

test("what was written and not saved is there again", async () => {
  localStorage.setItem("videoflow.guide.v-1.one", JSON.stringify({ title: "Mine", text: "draft", keptAt: Date.now() }));
  show();
  const step = await open(1, "Click one");
  expect(within(step).getByRole("textbox", { name: "Title" })).toHaveValue("Mine");
  await userEvent.click(within(step).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(findDraft("v-1", "one")).toBeNull());
});

test("steps are moved, merged, split at the cursor, hidden and added", async () => {
  const { asked } = show();
  const step = await open(2, "Click two");
  fireEvent.keyDown(step, { key: "ArrowUp", altKey: true });
  await waitFor(() => expect(asked).toHaveLength(1));
  await userEvent.click(within(step).getByRole("button", { name: "Merge with the one above" }));
  await waitFor(() => expect(asked).toHaveLength(2));
  const text = within(step).getByRole<HTMLTextAreaElement>("textbox", { name: "Text" });
  text.setSelectionRange(2, 2);
  await userEvent.click(within(step).getByRole("button", { name: "Split" }));
  await waitFor(() => expect(asked).toHaveLength(3));
  await userEvent.click(within(step).getByRole("button", { name: "Hide" }));
  await waitFor(() => expect(asked).toHaveLength(4));
  await userEvent.click(screen.getByRole("button", { name: "Add a step here" }));
  await waitFor(() => expect(asked).toHaveLength(5));
  expect(asked.map((each) => ("operations" in each ? each.operations[0] : null))).toMatchObject([
    { op: "move", step: "two", after: null },
    { op: "merge", first: "one", second: "two" },
    { op: "split", step: "two", at: 51, first_text: "pl", second_text: "ain" },
    { op: "hide", step: "two", hidden: true },
    { op: "add", at: 40.5, title: "New step" },
  ]);
});

test("the box is moved by keys, regions are blurred, and another picture is taken", async () => {
  const { asked } = show();
  const step = await open(1, "Click one");
  const box = within(step).getByRole("button", { name: "Box around what is pressed" });
  box.focus();
  await userEvent.keyboard("{ArrowRight}{Shift>}{ArrowDown}{/Shift}{Enter}");
  await waitFor(() => expect(asked).toHaveLength(1));
  await userEvent.click(within(step).getByRole("button", { name: "Blur a region" }));
  await waitFor(() => expect(asked).toHaveLength(2));
  await userEvent.click(await within(step).findByRole("button", { name: "Picture at 0:12" }));
  await waitFor(() => expect(asked).toHaveLength(3));
  await userEvent.click(within(step).getByRole("button", { name: "Take the picture at 0:40" }));
  await waitFor(() => expect(asked).toHaveLength(4));
  expect(asked.map((each) => ("operations" in each ? each.operations[0] : null))).toMatchObject([
    { op: "set_target", box: { x: 0.41, y: 0.5, width: 0.2, height: 0.11 } },
    { op: "set_blurs", boxes: [{ x: 0.35, y: 0.4 }] },
    { op: "set_picture", moment: 12 },
    { op: "set_picture", moment: 40.5 },
  ]);
});

test("what the reading says otherwise is shown and decided", async () => {
  const conflict = { part: "title" as const, says: "Click Memberz", place: null };
  const { asked } = show([aStep("one", { gone: true, edited: ["title"], conflicts: [conflict] })]);
  const step = await open(1, "Click one");
  expect(within(step).getByText("Click Memberz")).toBeVisible();
  await userEvent.click(within(step).getByRole("button", { name: "Take it" }));
  await userEvent.click(within(step).getByRole("button", { name: "Keep it" }));
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(asked.map((each) => ("operations" in each ? each.operations[0] : null))).toEqual([
    { op: "follow", step: "one", part: "title" },
    { op: "keep", step: "one" },
  ]);
});

test("the history tells who did what, and goes back", async () => {
  const { asked, onDone } = show();
  const item = {
    version: 2,
    kind: "edit",
    created_at: "2026-11-20T10:00:00Z",
    author: { id: "u", name: "Ada" },
    changes: [{ op: "hide", title: "Click two" }],
  };
  server.use(http.get("/video/v-1/document/history", () => HttpResponse.json({ items: [item] })));
  await userEvent.click(await screen.findByRole("button", { name: "History" }));
  const history = screen.getByRole("region", { name: "History" });
  expect(await within(history).findByText("Hidden or shown: Click two")).toBeVisible();
  await userEvent.click(within(history).getByRole("button", { name: "Go back to this" }));
  await waitFor(() => expect(asked).toEqual([{ base_version: 4, version: 2, only: false }]));
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(onDone).toHaveBeenCalled();
});
