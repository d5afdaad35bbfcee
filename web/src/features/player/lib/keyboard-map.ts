/** Which key does what on the watch page. */
export type PlayerCommand =
  | { do: "toggle-play" }
  | { do: "seek-by"; seconds: number }
  | { do: "seek-to"; share: number }
  | { do: "step-frame"; frames: 1 | -1 }
  | { do: "toggle-mute" }
  | { do: "toggle-pip" }
  | { do: "toggle-fullscreen" }
  | { do: "comment" }
  | { do: "draw" }
  | { do: "show-keys" };

const COMMANDS = new Map<string, PlayerCommand>([
  [" ", { do: "toggle-play" }],
  ["k", { do: "toggle-play" }],
  ["j", { do: "seek-by", seconds: -10 }],
  ["l", { do: "seek-by", seconds: 10 }],
  ["arrowleft", { do: "seek-by", seconds: -5 }],
  ["arrowright", { do: "seek-by", seconds: 5 }],
  [",", { do: "step-frame", frames: -1 }],
  [".", { do: "step-frame", frames: 1 }],
  ["m", { do: "toggle-mute" }],
  ["p", { do: "toggle-pip" }],
  ["f", { do: "toggle-fullscreen" }],
  ["c", { do: "comment" }],
  ["d", { do: "draw" }],
  ["?", { do: "show-keys" }],
]);

type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "target">;

/** Space presses what has the focus; where that only leads to a moment, Enter does, and Space plays. */
function pressesByItself({ key }: Pick<KeyboardEvent, "key">, target: Element | null): boolean {
  return key === " " && target?.closest("button, a, summary") != null && !leadsToMoment(target);
}

/** Buttons that take the video to a moment. */
export function leadsToMoment(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-moment]") !== null;
}

/** The command of a key press; null when the key belongs to a field, a button or the browser. */
export function commandFor(press: KeyPress): PlayerCommand | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const target = press.target instanceof Element ? press.target : null;
  if (target?.closest('input, textarea, select, [contenteditable="true"], dialog, [role="menu"]')) return null;
  if (pressesByItself(press, target)) return null;
  if (press.key.startsWith("Arrow") && target?.closest('[role="tablist"]')) return null;
  if (/^[0-9]$/.test(press.key)) return { do: "seek-to", share: Number(press.key) / 10 };
  return COMMANDS.get(press.key.toLowerCase()) ?? null;
}
