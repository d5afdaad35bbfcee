/** The recordings an earlier visit left behind on this device; nothing where there are none. */
import { cx } from "@/lib/cx";
import { recorderWords } from "@/words/recorder";

import { useUnfinished } from "../recovery/use-unfinished";
import { UnfinishedRecording } from "./unfinished-recording";

export function UnfinishedRecordings({ userId, className = "" }: { userId: string; className?: string }) {
  const { judged, settle, lookAgain } = useUnfinished(userId);
  if (judged.length === 0) return null;
  return (
    <section aria-label={recorderWords.unfinished} className={cx("flex flex-col gap-2", className)}>
      {judged.map((one) => (
        <UnfinishedRecording
          key={one.record.videoId}
          unfinished={one}
          fate={one.fate}
          onSettled={() => settle(one.record.videoId)}
          onChanged={lookAgain}
        />
      ))}
    </section>
  );
}
