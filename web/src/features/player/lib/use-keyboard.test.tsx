import { createEvent, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { MomentButton } from "@/components/moment-button";

import { PlayerProvider } from "../components/player-provider";
import { useKeyboard } from "./use-keyboard";

function Page({ onGo }: { onGo: () => void }) {
  useKeyboard({ onComment: vi.fn(), onDraw: vi.fn(), onShowKeys: vi.fn() });
  return (
    <>
      <MomentButton seconds={38} onGo={onGo} />
      <button type="button">Another</button>
    </>
  );
}

function show() {
  const onGo = vi.fn();
  render(
    <PlayerProvider knownDuration={60}>
      <Page onGo={onGo} />
    </PlayerProvider>,
  );
  return { onGo, moment: screen.getByRole("button", { name: "Go to 0:38" }) };
}

test("Space on a focused moment does not go there again; Enter does", async () => {
  const { onGo, moment } = show();
  moment.focus();
  await userEvent.keyboard(" ");
  expect(onGo).not.toHaveBeenCalled();
  await userEvent.keyboard("{Enter}");
  expect(onGo).toHaveBeenCalledOnce();
});

test.each(["keyDown", "keyUp"] as const)("Space is taken from the moment's button at its %s, whichever presses one", (name) => {
  const { moment } = show();
  const event = createEvent[name](moment, { key: " " });
  fireEvent(moment, event);
  expect(event.defaultPrevented).toBe(true);
});

test("Space is left to every other button", () => {
  show();
  const other = screen.getByRole("button", { name: "Another" });
  for (const name of ["keyDown", "keyUp"] as const) {
    const event = createEvent[name](other, { key: " " });
    fireEvent(other, event);
    expect(event.defaultPrevented).toBe(false);
  }
});
