/** The recorder's keys, and whom they belong to otherwise. */

import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import { useShortcuts } from "./use-shortcuts";

let pressed: string[] = [];

function Page() {
  useShortcuts({
    record: () => pressed.push("record"),
    pause: () => pressed.push("pause"),
    escape: () => pressed.push("escape"),
  });
  return (
    <>
      <button type="button" onClick={() => pressed.push("click")}>
        Stop recording
      </button>
      <input aria-label="Title" />
    </>
  );
}

describe("useShortcuts", () => {
  beforeEach(() => {
    pressed = [];
    render(<Page />);
  });

  it("listens to R, space and Escape", async () => {
    await userEvent.keyboard("r R{ }{Escape}");
    expect(pressed).toEqual(["record", "pause", "record", "pause", "escape"]);
  });

  it("leaves space to a focused button, but not R", async () => {
    screen.getByRole("button").focus();
    await userEvent.keyboard(" r");
    expect(pressed).toEqual(["click", "record"]);
  });

  it("leaves everything to a field that is typed into", async () => {
    screen.getByLabelText("Title").focus();
    await userEvent.keyboard("r {Escape}");
    expect(pressed).toEqual([]);
    expect(screen.getByLabelText("Title")).toHaveValue("r ");
  });

  it("leaves the browser's own shortcuts alone", async () => {
    await userEvent.keyboard("{Control>}r{/Control}{Meta>}r{/Meta}");
    expect(pressed).toEqual([]);
  });
});
