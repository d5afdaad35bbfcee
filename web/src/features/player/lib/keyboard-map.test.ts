import { expect, test } from "vitest";

import { keyHelp } from "./key-help";
import { commandFor } from "./keyboard-map";

function press(key: string, target: Element = document.body, extra: Partial<KeyboardEvent> = {}) {
  return commandFor({ key, target, ctrlKey: false, metaKey: false, altKey: false, ...extra });
}

function inside(html: string): Element {
  const root = document.createElement("div");
  root.innerHTML = html;
  const target = root.querySelector("[data-target]");
  if (!target) throw new Error("no target");
  return target;
}

test.each([
  [" ", { do: "toggle-play" }],
  ["k", { do: "toggle-play" }],
  ["K", { do: "toggle-play" }],
  ["j", { do: "seek-by", seconds: -10 }],
  ["l", { do: "seek-by", seconds: 10 }],
  ["ArrowLeft", { do: "seek-by", seconds: -5 }],
  ["ArrowRight", { do: "seek-by", seconds: 5 }],
  [",", { do: "step-frame", frames: -1 }],
  [".", { do: "step-frame", frames: 1 }],
  ["0", { do: "seek-to", share: 0 }],
  ["9", { do: "seek-to", share: 0.9 }],
  ["m", { do: "toggle-mute" }],
  ["f", { do: "toggle-fullscreen" }],
  ["p", { do: "toggle-pip" }],
  ["c", { do: "comment" }],
  ["?", { do: "show-keys" }],
])("%j does %j", (key, command) => {
  expect(press(key)).toEqual(command);
});

test("keys without a meaning are left alone", () => {
  expect(press("x")).toBeNull();
  expect(press("Tab")).toBeNull();
  expect(press("constructor")).toBeNull();
});

test("the browser's own shortcuts stay the browser's", () => {
  expect(press("f", document.body, { ctrlKey: true })).toBeNull();
  expect(press("l", document.body, { metaKey: true })).toBeNull();
});

test.each(["<input data-target>", "<textarea data-target></textarea>", "<dialog><p data-target></p></dialog>"])(
  "typing in %s plays nothing",
  (html) => {
    expect(press("k", inside(html))).toBeNull();
    expect(press("5", inside(html))).toBeNull();
  },
);

test("Space presses a focused button; K still plays", () => {
  const button = inside("<button data-target></button>");
  expect(press(" ", button)).toBeNull();
  expect(press("k", button)).toEqual({ do: "toggle-play" });
});

test("Space on what leads to a moment plays, and Enter is left to press it", () => {
  const moment = inside("<button data-moment><b data-target></b></button>");
  expect(press(" ", moment)).toEqual({ do: "toggle-play" });
  expect(press("Enter", moment)).toBeNull();
});

test("arrows in the tabs change tabs", () => {
  expect(press("ArrowRight", inside('<div role="tablist"><button data-target></button></div>'))).toBeNull();
});

test("every listed letter works", () => {
  // H is the room's own: people-here.test.tsx.
  const letters = keyHelp().flatMap(({ keys }) => keys).filter((key) => key !== "H" && /^[A-Z,.?]$/.test(key));
  expect(letters.length).toBeGreaterThan(8);
  for (const letter of letters) expect(press(letter), letter).not.toBeNull();
});
