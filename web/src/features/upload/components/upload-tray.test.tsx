import { act, fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { renderInApp } from "@/test/render";

import { aFile, Studio } from "../testing/studio";
import { UploadsContext } from "../uploads-context";
import { GOES_AFTER_MS, UploadTray } from "./upload-tray";

const REFUSED: Studio["outcome"] = { kind: "refused", problem: { code: "infected", text: "This file carries a virus.", retry: false } };

async function show(outcome: Studio["outcome"]) {
  const studio = new Studio();
  const { manager } = studio;
  await manager.open();
  renderInApp(
    <UploadsContext value={{ manager, add: (files) => manager.add(files) }}>
      <UploadTray />
    </UploadsContext>,
  );
  const settle = () => act(() => studio.settle());
  async function send(name: string): Promise<void> {
    manager.add([{ file: aFile(name), handle: null }]);
    await settle();
    studio.outcome = outcome;
    studio.send.events.finished();
    for (let turn = 0; turn < 3; turn += 1) await settle();
  }
  await send("talk.mp4");
  return { studio, send, settle };
}

const tray = (): HTMLElement | null => screen.queryByRole("region", { name: "Uploads" });

test("a refused file says so, and its list can be put away", async () => {
  const { send } = await show(REFUSED);
  expect(screen.getByText("This file carries a virus.")).toBeInTheDocument();
  expect(screen.queryByText("In your library")).not.toBeInTheDocument();
  expect(screen.queryByRole("link", { name: "Open" })).not.toBeInTheDocument();
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(tray()).toBeNull();
  await send("other.mp4");
  expect(tray()).toBeInTheDocument();
});

test("what waits for the person can be put away, and is there again when something happens", async () => {
  const { studio, settle } = await show({ kind: "taken" });
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  studio.manager.add([{ file: aFile("notes.txt", 10, "text/plain"), handle: null }]);
  await settle();
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(tray()).toBeNull();
  studio.manager.add([{ file: aFile("more.mp4"), handle: null }]);
  await settle();
  expect(tray()).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Close" })).not.toBeInTheDocument();
});

test("when all is done it goes by itself, but not from under the mouse", async () => {
  vi.useFakeTimers();
  try {
    await show({ kind: "taken" });
    expect(screen.getByText("In your library")).toBeInTheDocument();
    const shown = tray();
    if (shown === null) throw new Error("no tray");
    fireEvent.pointerEnter(shown);
    act(() => void vi.advanceTimersByTime(2 * GOES_AFTER_MS));
    expect(tray()).toBeInTheDocument();
    fireEvent.pointerLeave(shown);
    act(() => void vi.advanceTimersByTime(GOES_AFTER_MS));
    expect(tray()).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});
