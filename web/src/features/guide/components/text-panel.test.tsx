import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";

import type { FrameText, Stage } from "@/lib/api-types";
import { ALL_DONE, aStage } from "@/test/fixtures";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { TextPanel } from "./text-panel";

const ROWS: FrameText[] = [
  { timestamp: 0, end: 23, text: "Security\nSingle sign-on" },
  { timestamp: 98, end: 138, text: "Choose an identity provider\nOkta\nEntra ID" },
];

function show(rows: FrameText[], stages: Stage[] = ALL_DONE) {
  server.use(http.get("/video/v-1/texts", () => HttpResponse.json({ items: rows })));
  const onSeek = vi.fn();
  const onRetry = vi.fn();
  renderInApp(
    <TextPanel videoId="v-1" stages={stages} seconds={100} retrying={false} onSeek={onSeek} onRetry={onRetry} />,
  );
  return { onSeek, onRetry };
}

test("what is on screen now is marked, and a click goes to its moment", async () => {
  const { onSeek } = show(ROWS);
  const [first, second] = await screen.findAllByRole("listitem");
  expect(first).not.toHaveAttribute("aria-current");
  expect(second).toHaveAttribute("aria-current", "true");
  await userEvent.click(screen.getByRole("button", { name: "Go to 1:38" }));
  expect(onSeek).toHaveBeenCalledWith(98);
});

test("a failed reading says why and can be started again", async () => {
  const error = { code: "x", message: "Tesseract stopped." };
  const { onRetry } = show([], [aStage("frames"), aStage("text", { state: "failed", error })]);
  expect(await screen.findByText("Tesseract stopped.")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Retry" }));
  expect(onRetry).toHaveBeenCalledWith("text");
});

test("a recording without text says so", async () => {
  show([]);
  expect(await screen.findByText("No text was found")).toBeInTheDocument();
});
