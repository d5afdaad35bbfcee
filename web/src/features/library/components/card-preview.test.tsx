import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { anItem } from "@/test/fixtures";
import { renderInApp } from "@/test/render";

import { VideoCard } from "./video-card";

const PREVIEW = "https://s3.example/preview.mp4?X-Amz-Signature=1";

function showCard(lessMotion = false): HTMLElement {
  vi.stubGlobal("matchMedia", () => ({ matches: lessMotion }));
  renderInApp(<VideoCard video={anItem({ preview_url: PREVIEW })} mine={false} />);
  return screen.getByRole("article");
}

const moving = (): HTMLVideoElement | null => document.querySelector("video");

function rest(card: HTMLElement, ms: number, pointerType = "mouse"): void {
  fireEvent.pointerEnter(card, { pointerType });
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("a mouse that rests on a card sets it moving, and nothing loads before", () => {
  const card = showCard();
  rest(card, 250);
  expect(moving()).toBeNull();
  act(() => {
    vi.advanceTimersByTime(100);
  });
  expect(moving()?.src).toBe(PREVIEW);
  expect(moving()?.muted).toBe(true);
  fireEvent.pointerLeave(card);
  expect(moving()).toBeNull();
});

test("crossing a card, or touching it, loads nothing", () => {
  const card = showCard();
  rest(card, 100);
  fireEvent.pointerLeave(card);
  rest(card, 1000, "touch");
  expect(moving()).toBeNull();
});

test("people who asked for less motion keep the still", () => {
  rest(showCard(true), 1000);
  expect(moving()).toBeNull();
});
