import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { SpanBar, type Span } from "./span-bar";

const AINO = { id: "u-aino", name: "Aino" };

beforeEach(() => {
  vi.useFakeTimers();
  HTMLElement.prototype.setPointerCapture = vi.fn();
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1200);
  // As the bar lies on a track of 1,200 pixels and 12 seconds.
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue({ left: 400, right: 800 } as DOMRect);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function show(onMove: ((span: Span) => Promise<unknown>) | null = vi.fn(() => Promise.resolve())) {
  render(<SpanBar name="Drawing of Aino" person={AINO} span={{ from: 4, to: 8 }} duration={12} onMove={onMove} />);
  return onMove;
}

function pull(from: number, to: number): void {
  const bar = screen.getByRole("slider");
  fireEvent.pointerDown(bar, { button: 0, clientX: from });
  fireEvent.pointerMove(bar, { clientX: (from + to) / 2 });
  fireEvent.pointerMove(bar, { clientX: to });
  fireEvent.pointerUp(bar);
}

test.each([
  ["its middle moves all of it", 600, 700, { from: 5, to: 9 }],
  ["its beginning moves that", 402, 302, { from: 3, to: 8 }],
  ["its end moves that", 798, 898, { from: 4, to: 9 }],
])("%s", (_, from, to, span) => {
  const onMove = show();
  pull(from, to);
  expect(onMove).toHaveBeenCalledExactlyOnceWith(span);
});

test("keys move it, once whoever presses them is done", () => {
  const onMove = show();
  const bar = screen.getByRole("slider", { name: "Drawing of Aino" });
  for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft"]) fireEvent.keyDown(bar, { key });
  fireEvent.keyDown(bar, { key: "ArrowRight", shiftKey: true });
  expect(bar).toHaveAttribute("aria-valuetext", "Drawing of Aino, shown from 0:04.1 to 0:08.2");
  expect(onMove).not.toHaveBeenCalled();
  act(() => void vi.advanceTimersByTime(1_000));
  expect(onMove).toHaveBeenCalledExactlyOnceWith({ from: 4.1, to: 8.2 });
});

test("Escape puts it back, and keys of the player stay the player's", () => {
  const onMove = show();
  const bar = screen.getByRole("slider");
  const elsewhere = vi.fn();
  window.addEventListener("keydown", elsewhere);
  fireEvent.keyDown(bar, { key: "ArrowRight" });
  expect(elsewhere).not.toHaveBeenCalled();
  fireEvent.keyDown(bar, { key: "k" });
  expect(elsewhere).toHaveBeenCalledOnce();
  fireEvent.keyDown(bar, { key: "Escape" });
  act(() => void vi.advanceTimersByTime(5_000));
  expect(onMove).not.toHaveBeenCalled();
  expect(bar).toHaveAttribute("aria-valuenow", "4");
  window.removeEventListener("keydown", elsewhere);
});

test("that of somebody else is only seen", () => {
  show(null);
  expect(screen.queryByRole("slider")).not.toBeInTheDocument();
});
