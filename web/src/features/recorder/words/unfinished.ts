/** What is said about a recording an earlier visit left behind. */

import { formatAgo, formatBytes, formatClock } from "@/lib/format";
import type { Fate, Unfinished } from "@/recording/recovery/fate";

export interface UnfinishedWords {
  title: string;
  text: string;
}

export function unfinishedWords({ record, start }: Unfinished, fate: Fate): UnfinishedWords {
  const which = `${formatClock(record.seconds)}, ${formatAgo(new Date(record.startedAt).toISOString(), "long")}`;
  switch (fate.kind) {
    case "open":
      return { title: `A recording was cut off (${which}).`, text: `Send the rest, and it is whole. ${here(record.size, start)}` };
    case "unknown":
      return {
        title: `A recording was cut off (${which}).`,
        text: `The server does not answer now; nothing of this is lost meanwhile. ${here(record.size, start)}`,
      };
    case "gone":
      return { title: `The server no longer has this recording (${which}).`, text: here(record.size, start) };
    case "finished":
      return fate.missing === 0
        ? { title: `Your recording is whole (${which}).`, text: "It was finished without this page, and is in your library." }
        : {
            title: `Your recording was finished without its last ${formatBytes(fate.missing)} (${which}).`,
            text: `They came too late to be added. ${here(record.size, start)}`,
          };
  }
}

function here(size: number, start: number): string {
  if (start === 0) return `All ${formatBytes(size)} of it are on this device.`;
  return `This device has its last ${formatBytes(size - start)}; what came before is in storage, and a file of the rest alone may not play.`;
}
