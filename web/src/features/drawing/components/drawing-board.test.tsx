import { cleanup, createEvent, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { DrawingBoard } from "./drawing-board";

// jsdom has no layout: the surface is as large as it says here, and the frame fills it.
class Sized {
  constructor(private readonly tell: ResizeObserverCallback) {}
  observe(): void {
    this.tell([{ contentRect: { width: 1600, height: 900 } } as ResizeObserverEntry], this as unknown as ResizeObserver);
  }
  disconnect(): void {
    // Nothing to let go of.
  }
}

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal("ResizeObserver", Sized);
  vi.stubGlobal("matchMedia", () => ({ addEventListener: vi.fn(), removeEventListener: vi.fn() }));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  HTMLElement.prototype.setPointerCapture = vi.fn();
  HTMLElement.prototype.hasPointerCapture = () => true;
});

function show(change: Partial<Parameters<typeof DrawingBoard>[0]> = {}) {
  const onSave = vi.fn();
  const onClose = vi.fn();
  const audience = { grow: vi.fn(), lift: vi.fn(), show: vi.fn() };
  render(
    <DrawingBoard
      videoId="v-1"
      who="u-mara"
      video={{ current: null }}
      usualRatio={16 / 9}
      position={() => 104.25}
      duration={252}
      guestName={null}
      saving={false}
      trouble={null}
      onSave={onSave}
      onClose={onClose}
      audience={audience}
      {...change}
    />,
  );
  return { onSave, onClose, audience };
}

function drag(...places: [number, number][]): void {
  const surface = screen.getByRole("application", { name: /^The picture/ });
  const [first = [0, 0], ...others] = places;
  fireEvent.pointerDown(surface, { button: 0, clientX: first[0], clientY: first[1] });
  for (const [clientX, clientY] of others) fireEvent.pointerMove(surface, { clientX, clientY });
  fireEvent.pointerUp(surface);
}

test("an arrow from there to here is saved as shares of the frame, with its moment and a name of its own", async () => {
  const { onSave } = show();
  expect(screen.queryByRole("button", { name: "Save" })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Arrow" }));
  await userEvent.click(screen.getByRole("button", { name: "Green" }));
  drag([160, 90], [500, 500], [800, 450]);
  await userEvent.type(screen.getByRole("textbox", { name: "Add a comment" }), "There{Enter}");
  expect(onSave).toHaveBeenCalledOnce();
  const [saved] = onSave.mock.calls[0] as [Record<string, unknown>];
  expect(saved).toMatchObject({ timestamp: 104.25, end: 108.25, content: "There" });
  expect(saved.strokes).toEqual([{ tool_type: "arrow", points: [[0.1, 0.1], [0.5, 0.5]], color: "#34c759", width: 0.006 }]);
  expect(saved.clientId).toMatch(/^[0-9a-f-]{36}$/);
});

test("keys choose tools, undo and redo; Escape leaves, and what was drawn is there again", async () => {
  const { onClose } = show();
  await userEvent.keyboard("5");
  expect(screen.getByRole("button", { name: "Rectangle" })).toHaveAttribute("aria-pressed", "true");
  drag([160, 90], [800, 450]);
  drag([260, 190], [900, 550]);
  expect(screen.getByRole("application", { name: /^The picture, with 2 strokes on it/ })).toBeInTheDocument();
  await userEvent.keyboard("{Control>}z{/Control}");
  expect(screen.getByRole("application", { name: /^The picture, with one stroke on it/ })).toBeInTheDocument();
  await userEvent.keyboard("{Control>}y{/Control}");
  await userEvent.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalledOnce();
  cleanup();
  show({ position: () => 7 });
  expect(screen.getByRole("application", { name: /^The picture, with 2 strokes on it/ })).toBeInTheDocument();
  expect(screen.getByRole("spinbutton", { name: "From" })).toHaveValue(104.25);
});

test("the eraser takes strokes, and what is discarded is forgotten", async () => {
  show();
  await userEvent.keyboard("3");
  drag([160, 90], [800, 450]);
  drag([160, 800], [800, 800]);
  await userEvent.click(screen.getByRole("button", { name: "Eraser" }));
  drag([400, 800], [410, 800]);
  expect(screen.getByRole("application", { name: /^The picture, with one stroke on it/ })).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(localStorage).toHaveLength(0);
});

test("words are typed where they stand", async () => {
  const { onSave } = show();
  await userEvent.keyboard("7");
  drag([800, 450]);
  await userEvent.type(await screen.findByRole("textbox", { name: "Words on the picture" }), "Here 5d{Enter}");
  await userEvent.click(await screen.findByRole("button", { name: "Save" }));
  await waitFor(() => expect(onSave).toHaveBeenCalledOnce());
  expect(onSave.mock.calls[0]?.[0]).toMatchObject({ strokes: [{ tool_type: "text", points: [[0.5, 0.5]], text: "Here 5d" }] });
});

test("how long it is shown can be said, and ends with the video", () => {
  const { onSave } = show({ duration: 110 });
  drag([160, 90], [800, 450]);
  fireEvent.change(screen.getByRole("spinbutton", { name: "for" }), { target: { value: "60" } });
  fireEvent.submit(screen.getByRole("spinbutton", { name: "for" }));
  expect(onSave.mock.calls[0]?.[0]).toMatchObject({ timestamp: 104.25, end: 110 });
});

test("without a pointer: arrows move, Space begins and ends", async () => {
  const { onSave } = show();
  await userEvent.keyboard("4");
  screen.getByRole("application", { name: /^The picture/ }).focus();
  await userEvent.keyboard(" {ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{/Shift} {ArrowLeft}");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(onSave.mock.calls[0]?.[0]).toMatchObject({ strokes: [{ tool_type: "arrow", points: [[0.5, 0.5], [0.51, 0.6]] }] });
});

test("a quick eraser takes all that it comes by", async () => {
  show();
  await userEvent.keyboard("3");
  drag([160, 90], [160, 800]);
  drag([800, 90], [800, 800]);
  drag([1400, 90], [1400, 800]);
  await userEvent.keyboard("8");
  const surface = screen.getByRole("application", { name: /^The picture/ });
  fireEvent.pointerDown(surface, { button: 0, clientX: 20, clientY: 400 });
  const between = [{ clientX: 160, clientY: 400 }, { clientX: 800, clientY: 400 }];
  fireEvent(surface, Object.assign(createEvent.pointerMove(surface), { getCoalescedEvents: () => between }));
  fireEvent.pointerUp(surface);
  expect(screen.getByRole("application", { name: /^The picture, with one stroke/ })).toBeInTheDocument();
});
