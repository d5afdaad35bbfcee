/** /embed/:token : a link's player alone, for the frames of other pages. A page of its own, small and without React. */
import "./embed.css";

import { answerTo } from "./conversation";
import { drawMessage, drawUnlock } from "./drawing";
import { openLink, unlock, type Opened } from "./link";
import { showPlayer } from "./player";

/** While it is not there yet, it is asked for again after this long. */
const LOOK_AGAIN_MS = 5_000;

const found = document.getElementById("player");
if (!found) throw new Error("embed.html has no #player");
const root = found;
const token = window.location.pathname.split("/").filter(Boolean).at(-1) ?? "";

async function begin(): Promise<void> {
  const opened = await openLink(token);
  switch (opened.kind) {
    case "playable":
      { play(opened); return; }
    case "not-yet":
      drawMessage(root, "not-yet");
      setTimeout(() => void begin(), LOOK_AGAIN_MS);
      return;
    case "locked":
      { drawUnlock(root, opened.needs, async (key) => {
        const refusal = await unlock(token, key);
        if (refusal === null) await begin();
        return refusal;
      }); return; }
    case "gone":
    case "unreachable":
      drawMessage(root, opened.kind, () => void begin());
  }
}

function play(opened: Opened & { kind: "playable" }): void {
  const startAt = Number(new URLSearchParams(window.location.search).get("t")) || (opened.start ?? 0);
  const video = showPlayer(root, opened, startAt, new URL(`/s/${token}`, window.location.origin).href, async () => {
    const again = await openLink(token);
    if (again.kind === "gone") drawMessage(root, "gone");
    return again.kind === "playable" ? again : null;
  });
  answerTo(window.parent, video);
}

void begin();
