import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";

import type { DocumentStep } from "@/lib/api-types";
import { ALL_DONE } from "@/test/fixtures";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { GuidePanel } from "./guide-panel";

const STEP: DocumentStep = {
  id: "s-1",
  index: 0,
  timestamp: 38,
  title: "Choose an identity provider",
  text: "Okta, Entra ID",
  image_url: null,
  kind: "choose",
  label: "Okta",
  target: { x: 0.4, y: 0.5, width: 0.1, height: 0.05 },
  pointer: { x: 0.45, y: 0.52 },
  strength: 1,
};

async function show(unread: string[] = []) {
  server.use(http.get("/video/v-1/document", () => HttpResponse.json({ state: "done", steps: [STEP], unread })));
  const onSeek = vi.fn();
  renderInApp(
    <GuidePanel videoId="v-1" stages={ALL_DONE} currentIndex={0} retrying={false} readAt="/watch/v-1/guide" onSeek={onSeek} onRetry={vi.fn()} />,
  );
  return { onSeek, text: await screen.findByText("Okta, Entra ID") };
}

test("a step leads to its moment: by a click anywhere in it, and by a button that says where", async () => {
  const { onSeek, text } = await show();
  await userEvent.click(text);
  await userEvent.click(screen.getByRole("button", { name: "Go to 0:38: Choose an identity provider" }));
  expect(onSeek).toHaveBeenCalledTimes(2);
});

test("what a step says is not under or in a button, so it can be selected", async () => {
  const { onSeek, text } = await show();
  expect(screen.getByText("1. Choose an identity provider").closest("button")).toBeNull();
  getSelection()?.selectAllChildren(text);
  text.click();
  expect(onSeek).not.toHaveBeenCalled();
  getSelection()?.removeAllRanges();
});

test("it leads to the page to be read", async () => {
  await show();
  expect(screen.getByRole("link", { name: "Read as a page" })).toHaveAttribute("href", "/watch/v-1/guide");
});

test("text that nobody here reads is said to be there", async () => {
  await show(["Cyrillic", "Greek"]);
  expect(screen.getByText("Text here is in a script that is not installed (Cyrillic, Greek).")).toBeVisible();
});

test("the picture shows what was pressed, and where the pointer was", async () => {
  const step = { ...STEP, image_url: "https://store.example/step.jpg?signature=1" };
  server.use(http.get("/video/v-1/document", () => HttpResponse.json({ state: "done", steps: [step], unread: [] })));
  renderInApp(
    <GuidePanel videoId="v-1" stages={ALL_DONE} currentIndex={0} retrying={false} readAt="/watch/v-1/guide" onSeek={vi.fn()} onRetry={vi.fn()} />,
  );
  const box = await screen.findByTestId("target");
  expect(box.style.left).toBe("40%");
  expect(box.nextElementSibling?.getAttribute("style")).toContain("left: 45%");
});
