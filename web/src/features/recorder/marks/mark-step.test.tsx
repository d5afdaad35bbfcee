/** A step is marked by a button, by a key, and by what the browser extension tells. */
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it } from "vitest";

import { Toaster } from "@/components/toaster";
import { INITIAL } from "@/recording/lifecycle/state";
import { EXTENSION } from "@/recording/marks/told";
import type { RecorderRun } from "@/recording/run/recorder-run";
import { Studio } from "@/recording/run/testing/studio";
import { server } from "@/test/server";

import { MarkStep } from "./mark-step";

interface Sent {
  kind: string;
  name: string;
  at: number;
}

let sent: Sent[] = [];

/** A run that has recorded for some seconds. */
function aRun(phase: "recording" | "paused", recordedMs = 42_300): { run: RecorderRun; end: () => Promise<void> } {
  const { run } = new Studio();
  const view = { ...run.view, recorder: { ...INITIAL, phase, recordedMs } };
  let before: () => Promise<void> = () => Promise.resolve();
  const sendBeforeFinish = { value: (send: () => Promise<void>) => (before = send) };
  return { run: Object.create(run, { view: { value: view }, sendBeforeFinish }) as RecorderRun, end: () => before() };
}

function tell(data: unknown, origin = window.location.origin): void {
  window.dispatchEvent(new MessageEvent("message", { data, origin, source: window }));
}

const SAVE = () => ({ source: EXTENSION, told: { at: Date.now(), tab: "t1", kind: "click", role: "button", name: "Save" } });

describe("MarkStep", () => {
  beforeEach(() => {
    sent = [];
    server.use(
      http.post("/video/v1/marks", async ({ request }) => {
        const { marks } = (await request.json()) as { marks: Sent[] };
        sent.push(...marks);
        return HttpResponse.json({ added: marks.length });
      }),
    );
  });

  it("marks by its button and by M, says so, and sends it before the recording ends", async () => {
    const { run, end } = aRun("recording");
    render(
      <>
        <MarkStep run={run} videoId="v1" />
        <input aria-label="Title" />
        <Toaster />
      </>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Mark step" }));
    expect(await screen.findByText("Step marked · 0:42")).toBeVisible();
    await userEvent.keyboard("m");
    screen.getByLabelText("Title").focus();
    await userEvent.keyboard("m");
    await end();
    expect(sent.map(({ kind, at }) => [kind, at])).toEqual([
      ["mark", 42.3],
      ["mark", 42.3],
    ]);
  });

  it("hears the extension while a recording runs, and nobody else", async () => {
    const { run, end } = aRun("recording");
    render(<MarkStep run={run} videoId="v1" />);
    tell(SAVE());
    tell(SAVE(), "https://elsewhere.example");
    tell({ ...SAVE(), source: "somebody" });
    await end();
    expect(sent.map(({ kind, name }) => [kind, name])).toEqual([["click", "Save"]]);
  });

  it("hears nothing while it is paused", async () => {
    const { run, end } = aRun("paused");
    render(<MarkStep run={run} videoId="v1" />);
    tell(SAVE());
    await end();
    await waitFor(() => expect(sent).toEqual([]));
  });
});
