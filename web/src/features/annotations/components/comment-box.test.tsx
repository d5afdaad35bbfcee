import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { createRef } from "react";
import { expect, test, vi } from "vitest";

import type { Annotation } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";
import { anAnnotation, MARA } from "@/test/fixtures";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { findDraft, keepDraft } from "../drafts";
import { CommentBox } from "./comment-box";

function show() {
  const player = { seconds: 104.25 };
  const onPosted = vi.fn();
  const view = renderInApp(
    <CommentBox
      videoId="v-1"
      author={MARA}
      seconds={104}
      position={() => player.seconds}
      field={createRef()}
      onDraw={vi.fn()}
      onSpeak={vi.fn()}
      onPosted={onPosted}
    />,
  );
  return { ...view, player, onPosted, field: screen.getByRole("textbox", { name: "Comment at 1:44" }) };
}

/** Accepts comments and remembers them. */
function accept(): unknown[] {
  const bodies: unknown[] = [];
  server.use(
    http.post("/annotations/", async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json(anAnnotation({ id: 7 }), { status: 201 });
    }),
  );
  return bodies;
}

test("the comment belongs to the moment of its first letter, not to that of posting", async () => {
  const bodies = accept();
  const { field, player, onPosted, client } = show();
  await userEvent.type(field, "Say who");
  player.seconds = 130;
  await userEvent.type(field, " may do this");
  await userEvent.click(screen.getByRole("button", { name: "Post" }));
  await waitFor(() => expect(onPosted).toHaveBeenCalledOnce());
  expect(bodies).toMatchObject([{ video_id: "v-1", timestamp: 104.25, content: "Say who may do this", type: "comment" }]);
  expect(field).toHaveValue("");
  expect(client.getQueryData<Annotation[]>(queryKeys.annotations("v-1"))?.map(({ id }) => id)).toEqual([7]);
});

test("Enter posts, Shift with Enter makes a new line", async () => {
  const bodies = accept();
  const { field, onPosted } = show();
  await userEvent.type(field, "one{Shift>}{Enter}{/Shift}two{Enter}");
  await waitFor(() => expect(onPosted).toHaveBeenCalledOnce());
  expect(bodies).toMatchObject([{ content: "one\ntwo" }]);
});

test("blanks alone cannot be posted", async () => {
  const { field } = show();
  await userEvent.type(field, "   ");
  expect(screen.getByRole("button", { name: "Post" })).toBeDisabled();
});

test("what could not be posted is kept, with the reason, and can be sent again", async () => {
  server.use(
    http.post("/annotations/", () =>
      HttpResponse.json({ error: { code: "outside_video", message: "The video is over before that." } }, { status: 400 }),
    ),
  );
  const { field, onPosted } = show();
  await userEvent.type(field, "Precious words{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("The video is over before that.");
  expect(field).toHaveValue("Precious words");
  accept();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(onPosted).toHaveBeenCalledOnce());
});

async function writeAndLeave(): Promise<void> {
  const { field } = show();
  await userEvent.type(field, "Half a sent");
  cleanup();
}

test("a comment that was begun is there again, with its moment, until it is sent", async () => {
  await writeAndLeave();
  const bodies = accept();
  const { field, player, onPosted } = show();
  expect(field).toHaveValue("Half a sent");
  player.seconds = 30;
  await userEvent.type(field, "ence{Enter}");
  await waitFor(() => expect(onPosted).toHaveBeenCalledOnce());
  expect(bodies).toMatchObject([{ timestamp: 104.25, content: "Half a sentence" }]);
  expect(findDraft(MARA.id, "v-1")).toBeNull();
});

test("what arrives after the page was left is not offered again", async () => {
  keepDraft(MARA.id, "v-1", { text: "On its way", pinned: 104 });
  let arrive = (): void => undefined;
  const left = new Promise<void>((resolve) => (arrive = resolve));
  server.use(
    http.post("/annotations/", async () => {
      await left;
      return HttpResponse.json(anAnnotation({ id: 7 }), { status: 201 });
    }),
  );
  const { field } = show();
  await userEvent.type(field, "{Enter}");
  await waitFor(() => expect(field).toHaveAttribute("readonly"));
  cleanup();
  expect(findDraft(MARA.id, "v-1")).not.toBeNull();
  arrive();
  await waitFor(() => expect(findDraft(MARA.id, "v-1")).toBeNull());
});

test("what is taken back by hand is forgotten", async () => {
  await writeAndLeave();
  await userEvent.clear(show().field);
  expect(findDraft(MARA.id, "v-1")).toBeNull();
});
