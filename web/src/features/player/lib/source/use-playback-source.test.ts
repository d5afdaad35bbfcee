import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Playback } from "@/lib/api-types";
import { aPlayback } from "@/test/fixtures";

import { usePlaybackSource } from "./use-playback-source";

const NOW = Date.parse("2026-11-21T10:00:00Z");

function playback(mark: string, object = "original.webm", lifeMs = 4 * 3_600_000): Playback {
  return aPlayback({
    url: `https://s3.example/${object}?X-Amz-Signature=${mark}`,
    expires_at: new Date(Date.now() + lifeMs).toISOString(),
  });
}

function source(first: Playback | null) {
  const refresh = vi.fn(() => Promise.resolve<Playback | null>(null));
  const view = renderHook(({ now }: { now: Playback | null }) => usePlaybackSource(now, { playsHls: true, keepsOriginal: false, refresh }), {
    initialProps: { now: first },
  });
  return { ...view, refresh, give: (next: Playback) => view.rerender({ now: next }) };
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});

afterEach(() => {
  vi.useRealTimers();
});

test("a new signature alone does not load the video again", () => {
  const { result, give } = source(playback("1"));
  give(playback("2"));
  expect(result.current.url).toContain("Signature=1");
});

test("another object is taken at once", () => {
  const { result, give } = source(playback("1"));
  give(playback("2", "final.webm"));
  expect(result.current.url).toContain("final.webm");
});

test("a minute before the URL ends a new one is asked for and taken", () => {
  const { result, refresh, give } = source(playback("1", "original.webm", 600_000));
  act(() => {
    vi.advanceTimersByTime(539_000);
  });
  expect(refresh).not.toHaveBeenCalled();
  act(() => {
    vi.advanceTimersByTime(2000);
  });
  expect(refresh).toHaveBeenCalledOnce();
  give(playback("2"));
  expect(result.current.url).toContain("Signature=2");
});

test("a failed source is exchanged twice, then the failure is shown", () => {
  const { result, refresh, give } = source(playback("1"));
  for (const mark of ["2", "3"]) {
    act(() => result.current.actions.onError());
    give(playback(mark));
    expect(result.current.url).toContain(`Signature=${mark}`);
    expect(result.current.failed).toBe(false);
  }
  act(() => result.current.actions.onError());
  expect(result.current.failed).toBe(true);
  expect(refresh).toHaveBeenCalledTimes(2);

  act(() => result.current.actions.tryAgain());
  expect(result.current.failed).toBe(false);
  expect(refresh).toHaveBeenCalledTimes(3);
});

test("a source that played may fail again later", () => {
  const { result, give } = source(playback("1"));
  for (const mark of ["2", "3", "4", "5"]) {
    act(() => result.current.actions.onError());
    give(playback(mark));
    act(() => result.current.actions.onHealthy());
  }
  expect(result.current.failed).toBe(false);
});

test("nothing to play yet is no failure", () => {
  const { result, give } = source(null);
  expect(result.current.url).toBeNull();
  give(playback("1"));
  expect(result.current.url).toContain("Signature=1");
});

test("a playing original goes on when its URL runs out, and takes the new one when it is paused", () => {
  const { result, refresh, give } = source(playback("1", "original.webm", 600_000));
  act(() => result.current.actions.onIdle(false));
  act(() => {
    vi.advanceTimersByTime(541_000);
  });
  expect(refresh).toHaveBeenCalledOnce();
  give(playback("2"));
  expect(result.current.url).toContain("Signature=1");
  act(() => result.current.actions.onIdle(true));
  expect(result.current.url).toContain("Signature=2");
});

test("an answer that is signed just like the last one is tried all the same", async () => {
  const { result, refresh } = source(playback("1"));
  refresh.mockResolvedValue(playback("1"));
  for (const load of [2, 3]) {
    await act(async () => {
      result.current.actions.onError();
      await Promise.resolve();
    });
    expect(result.current.load).toBe(load);
  }
  act(() => result.current.actions.onError());
  expect(result.current.failed).toBe(true);
});
