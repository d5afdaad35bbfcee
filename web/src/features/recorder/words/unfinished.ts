/** What is said about a recording an earlier visit left behind. */

import { formatAgo, formatBytes, formatClock } from "@/lib/format";
import type { Fate, Unfinished } from "@/recording/recovery/fate";
import { recorderWords } from "@/words/recorder";

export interface UnfinishedWords {
  title: string;
  text: string;
}

export function unfinishedWords({ record, start }: Unfinished, fate: Fate): UnfinishedWords {
  const ago = formatAgo(new Date(record.startedAt).toISOString(), "long");
  const which = recorderWords.whichAgo(formatClock(record.seconds), ago);
  const left = here(record.size, start);
  switch (fate.kind) {
    case "open":
      return { title: recorderWords.wasCutOff(which), text: recorderWords.sendAndWhole(left) };
    case "unknown":
      return { title: recorderWords.wasCutOff(which), text: recorderWords.noAnswerNow(left) };
    case "gone":
      return { title: recorderWords.goneThere(which), text: left };
    case "finished":
      return fate.missing === 0
        ? { title: recorderWords.whole(which), text: recorderWords.wholeAnyway }
        : { title: recorderWords.withoutLast(formatBytes(fate.missing), which), text: recorderWords.tooLate(left) };
  }
}

function here(size: number, start: number): string {
  return start === 0 ? recorderWords.allHere(formatBytes(size)) : recorderWords.lastHere(formatBytes(size - start));
}
