import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { createRef } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import { anAnnotation } from "@/test/fixtures";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { GuestCommentBox } from "./guest-comment-box";

beforeEach(() => localStorage.clear());

function show() {
  const onPosted = vi.fn();
  const view = renderInApp(
    <GuestCommentBox videoId="v-1" linkToken="k3v9" seconds={104} position={() => 104.25} field={createRef()} onDraw={vi.fn()} onPosted={onPosted} />,
  );
  return { ...view, onPosted, field: screen.getByRole("textbox", { name: "Comment at 1:44" }) };
}

test("a guest says who they are, and is asked once", async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post("/api/links/k3v9/annotations", async ({ request }) => {
      bodies.push(await request.json());
      const author = { id: null, name: "Jonas", guest: true, gone: false, picture_url: null };
      return HttpResponse.json(anAnnotation({ id: 7, author }), { status: 201 });
    }),
  );
  const { field, onPosted, unmount } = show();
  await userEvent.type(field, "Which role do I need?");
  await userEvent.type(screen.getByRole("textbox", { name: "Your name" }), " Jonas ");
  await userEvent.click(screen.getByRole("button", { name: "Comment at 1:44" }));
  await waitFor(() => expect(onPosted).toHaveBeenCalledOnce());
  expect(bodies).toMatchObject([{ timestamp: 104.25, content: "Which role do I need?", name: "Jonas", type: "comment" }]);
  expect(field).toHaveValue("");
  unmount();
  show();
  expect(screen.getByRole("textbox", { name: "Your name" })).toHaveValue("Jonas");
});

test("without a name nothing is sent, and nothing is lost", async () => {
  const { field, onPosted, unmount } = show();
  await userEvent.type(field, "Which role?");
  await userEvent.click(screen.getByRole("button", { name: "Comment at 1:44" }));
  expect(onPosted).not.toHaveBeenCalled();
  unmount();
  expect(show().field).toHaveValue("Which role?");
});

test("a refusal says why and keeps what was written", async () => {
  const error = { code: "gone", message: "There is nothing here." };
  server.use(http.post("/api/links/k3v9/annotations", () => HttpResponse.json({ error }, { status: 404 })));
  const { field } = show();
  await userEvent.type(field, "Which role?");
  await userEvent.type(screen.getByRole("textbox", { name: "Your name" }), "Jonas");
  await userEvent.click(screen.getByRole("button", { name: "Comment at 1:44" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(/Not posted\. .*Your text is kept\./);
  expect(field).toHaveValue("Which role?");
});
