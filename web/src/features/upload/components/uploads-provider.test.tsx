import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";

import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { UploadButton } from "./upload-button";
import { UploadsEverywhere } from "./uploads-everywhere";
import { UploadsProvider } from "./uploads-provider";

function show(): HTMLInputElement {
  server.use(http.get("/api/uploads/", () => HttpResponse.json({ items: [] })));
  const { container } = renderInApp(
    <UploadsProvider userId="u1">
      <UploadButton />
      <UploadsEverywhere />
    </UploadsProvider>,
  );
  const input = container.querySelector<HTMLInputElement>("input[type=file]");
  if (input === null) throw new Error("no input");
  return input;
}

test("files chosen before the code for uploads is there are not lost", async () => {
  const input = show();
  await userEvent.upload(input, new File(["x"], "notes.txt", { type: "text/plain" }), { applyAccept: false });
  const row = within(await screen.findByRole("listitem"));
  expect(row.getByText("notes.txt")).toBeInTheDocument();
  expect(row.getByText("This is no video file.")).toBeInTheDocument();
  await userEvent.click(row.getByRole("button", { name: "Take notes.txt off the list" }));
  expect(screen.queryByRole("region", { name: "Uploads" })).not.toBeInTheDocument();
});

test("a file the server has no room for says so", async () => {
  const input = show();
  const error = { code: "quota_exceeded", message: "Full." };
  server.use(http.post("/api/uploads/", () => HttpResponse.json({ error }, { status: 413 })));
  await userEvent.upload(input, new File(["x"], "talk.mp4", { type: "video/mp4" }));
  expect(await screen.findByText(/^Your storage is full/)).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Try talk.mp4 again" })).toBeInTheDocument();
});
