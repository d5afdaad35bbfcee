import { act, renderHook } from "@testing-library/react";
import { createElement, type ReactNode } from "react";
import { expect, test, vi } from "vitest";

import { PlayerProvider } from "../components/player-provider";
import { useResume, type Resume } from "./use-resume";

/** An element whose play() is answered by `answer`. */
function anElement(answer: () => Promise<void>) {
  const video = document.createElement("video");
  const play = vi.spyOn(video, "play").mockImplementation(answer);
  return { video, play };
}

function resume(playAtOnce: boolean): Resume {
  const wrapper = ({ children }: { children: ReactNode }) => createElement(PlayerProvider, { knownDuration: 9, children });
  return renderHook(() => useResume(0, playAtOnce), { wrapper }).result.current;
}

async function load(found: Resume, video: HTMLVideoElement): Promise<void> {
  await act(async () => {
    found.onLoad(video);
    found.restore(video);
    await Promise.resolve();
  });
}

test("a video that is to play at once plays from its start as soon as it can", async () => {
  const { video, play } = anElement(() => Promise.resolve());
  await load(resume(true), video);
  expect(play).toHaveBeenCalledOnce();
  expect(video.currentTime).toBe(0);
});

test("any other waits to be started", async () => {
  const { video, play } = anElement(() => Promise.resolve());
  await load(resume(false), video);
  expect(play).not.toHaveBeenCalled();
});

test("where the browser does not allow it, it rests, and does not start by itself with the next source", async () => {
  const { video, play } = anElement(() => Promise.reject(new DOMException("Not without a press.", "NotAllowedError")));
  const found = resume(true);
  await load(found, video);
  await load(found, video);
  expect(play).toHaveBeenCalledOnce();
});

test("a source that gives way to the next one takes the playing with it", async () => {
  const { video, play } = anElement(() => Promise.reject(new DOMException("Another source.", "AbortError")));
  const found = resume(true);
  await load(found, video);
  await load(found, video);
  expect(play).toHaveBeenCalledTimes(2);
});
