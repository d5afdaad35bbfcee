import { expect, test, vi } from "vitest";

import { answerTo, wishIn } from "./conversation";

test("only whole wishes are wishes", () => {
  expect(wishIn({ to: "videoflow", do: "play" })).toEqual({ do: "play" });
  expect(wishIn({ to: "videoflow", do: "seek", seconds: 12.5 })).toEqual({ do: "seek", seconds: 12.5 });
  const others = [null, 5, "play", {}, { do: "play" }, { to: "videoflow", do: "stop" }, { to: "videoflow", do: "seek" }];
  const numbers = [NaN, Infinity, -1, "5"].map((seconds) => ({ to: "videoflow", do: "seek", seconds }));
  for (const said of [...others, ...numbers]) expect(wishIn(said)).toBeNull();
});

test("the page around hears what happens, and nobody else is obeyed", () => {
  const said: unknown[] = [];
  const page = { postMessage: (message: unknown) => said.push(message) } as unknown as Window;
  const video = document.createElement("video");
  const pause = vi.spyOn(video, "pause").mockReturnValue();
  answerTo(page, video);
  video.dispatchEvent(new Event("ended"));
  expect(said).toEqual([
    { from: "videoflow", event: "ready", seconds: 0, duration: null },
    { from: "videoflow", event: "ended", seconds: 0, duration: null },
  ]);
  window.dispatchEvent(new MessageEvent("message", { data: { to: "videoflow", do: "pause" } }));
  expect(pause).not.toHaveBeenCalled();
  const event = new MessageEvent("message", { data: { to: "videoflow", do: "pause" } });
  Object.defineProperty(event, "source", { value: page });
  window.dispatchEvent(event);
  expect(pause).toHaveBeenCalledOnce();
});
