/** The dock: which controls there are in which phase, by the names people hear. */

import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";

import { INITIAL, NO_SOURCES, type RecorderState } from "@/recording/lifecycle/state";
import { Studio } from "@/recording/run/testing/studio";
import { aLink } from "@/test/fixtures";
import { server } from "@/test/server";

import { Dock } from "./dock";

function show(state: Partial<RecorderState>): { studio: Studio; pressed: string[] } {
  const studio = new Studio();
  const pressed: string[] = [];
  render(
    <Dock
      run={studio.run}
      view={{ ...studio.run.view, recorder: { ...INITIAL, ...state } }}
      sources={["screen", "camera", "microphone"]}
      onRecord={() => pressed.push("record")}
      onPause={() => pressed.push("pause")}
    />,
  );
  return { studio, pressed };
}

function names(): string[] {
  return screen.getAllByRole("button").map((button) => button.getAttribute("aria-label") ?? "");
}

const WITH_SOUND = { ...NO_SOURCES, screen: true, microphone: true };

describe("Dock", () => {
  it("offers the sources and the record button before a recording", async () => {
    const { studio, pressed } = show({});
    expect(names()).toEqual(["Screen", "Camera", "Microphone", "Start recording"]);
    expect(screen.getByRole("button", { name: "Screen" })).toHaveAttribute("aria-pressed", "false");
    await userEvent.click(screen.getByRole("button", { name: "Camera" }));
    await userEvent.click(screen.getByRole("button", { name: "Start recording" }));
    expect(studio.did).toEqual(["acquire camera", "ask to persist"]);
    expect(pressed).toEqual(["record"]);
  });

  it("has no control that does nothing while recording", async () => {
    const { pressed } = show({ phase: "recording", live: WITH_SOUND, recordedWith: WITH_SOUND, videoId: "v1" });
    expect(names()).toEqual(["Microphone", "Pause", "Stop recording", "Copy link"]);
    await userEvent.click(screen.getByRole("button", { name: "Pause" }));
    expect(pressed).toEqual(["pause"]);
  });

  it("resumes a pause", () => {
    show({ phase: "paused", live: WITH_SOUND, recordedWith: WITH_SOUND, videoId: "v1" });
    expect(screen.getByRole("button", { name: "Resume" })).toBeVisible();
  });

  it("shows a muted microphone as off", () => {
    show({ phase: "recording", live: WITH_SOUND, recordedWith: WITH_SOUND, muted: true, videoId: "v1" });
    expect(screen.getByRole("button", { name: "Microphone" })).toHaveAttribute("aria-pressed", "false");
  });

  it("copies the link, which is there from the first second", async () => {
    const user = userEvent.setup();
    server.use(
      http.get("/video/v1/shares", () => HttpResponse.json({ items: [], visibility: "private" })),
      http.post("/video/v1/shares", () => HttpResponse.json(aLink(), { status: 201 })),
    );
    show({ phase: "recording", live: WITH_SOUND, recordedWith: WITH_SOUND, videoId: "v1" });
    await user.click(screen.getByRole("button", { name: "Copy link" }));
    await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Link copied"));
    expect(await navigator.clipboard.readText()).toBe("https://videoflow.example/s/k3v9");
  });

  it("cannot start while the browser is asking or the count runs", () => {
    show({ phase: "countdown", live: WITH_SOUND });
    expect(screen.getByRole("button", { name: "Start recording" })).toBeDisabled();
  });
});
