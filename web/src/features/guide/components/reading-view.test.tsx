import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import type { DocumentStep } from "@/lib/api-types";
import { ALL_DONE } from "@/test/fixtures";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { ReadingView } from "./reading-view";

const STEP: DocumentStep = {
  id: "s-1",
  index: 0,
  timestamp: 17,
  title: "Run `flask db upgrade`",
  text: "$ flask db upgrade\nINFO Done",
  image_url: "https://store.example/step.jpg?signature=1",
  kind: "command",
  label: "flask db upgrade",
  target: { x: 0.48, y: 0.49, width: 0.04, height: 0.02 },
  pointer: { x: 0.5, y: 0.5 },
  strength: 1,
};

beforeEach(() => {
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
  return () => vi.unstubAllGlobals();
});

function show(steps: DocumentStep[]): void {
  server.use(http.get("/video/v-1/document", () => HttpResponse.json({ state: "done", steps, unread: [] })));
  renderInApp(
    <ReadingView
      videoId="v-1"
      title="Migrate"
      about="Guide from a recording of 12 November"
      length="4:10"
      ratio={16 / 9}
      stages={ALL_DONE}
      watchAt={(seconds) => `/watch/v-1?t=${seconds}`}
    >
      <span>Export</span>
    </ReadingView>,
  );
}

test("a step is a heading with its number, its time leads into the video, and its picture says what it shows", async () => {
  show([STEP]);
  const heading = await screen.findByRole("heading", { level: 2, name: /Run flask db upgrade/ });
  expect(within(heading).getByText("flask db upgrade").tagName).toBe("CODE");
  expect(screen.getByRole("link", { name: "Go to 0:17: Run flask db upgrade" })).toHaveAttribute("href", "/watch/v-1?t=17");
  const picture = screen.getByRole("img", { name: "Picture of step 1: Run flask db upgrade" });
  // Half of the picture is shown, around what was pressed.
  expect(picture.parentElement?.style.width).toBe("200%");
  expect(screen.getByTestId("target").style.left).toBe("48%");
  expect(screen.getByText("INFO Done")).toBeVisible();
});

test("contents list every step and lead there", async () => {
  show([STEP, { ...STEP, id: "s-2", index: 1, title: "Click Save", timestamp: 34 }]);
  const contents = await screen.findByRole("navigation", { name: "Contents", hidden: true });
  const links = within(contents).getAllByRole("link", { hidden: true });
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["#step-1", "#step-2"]);
  expect(links[0]).toHaveAttribute("aria-current", "location");
  expect(within(contents).getByText("2 steps · 4:10")).toBeInTheDocument();
});

test("without steps it says why", async () => {
  show([]);
  expect(await screen.findByText("No steps were found")).toBeInTheDocument();
});
