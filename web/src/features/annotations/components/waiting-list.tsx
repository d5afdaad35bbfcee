/** What was said and is not on the server yet: that it is kept, and why something was not taken. */
import { Button } from "@/components/button";
import { formatClock } from "@/lib/format";
import { commonWords } from "@/words/common";
import { drawingWords } from "@/words/drawing";
import { threadWords } from "@/words/threads";

import { useOutbox, type Speaker } from "../use-outbox";

export function WaitingList({ speaker }: { speaker: Speaker }) {
  const { outbox, waiting } = useOutbox(speaker);
  if (waiting.length === 0) return null;
  const refused = waiting.filter((each) => each.refused !== null);
  const later = waiting.length - refused.length;
  return (
    <div data-waiting={waiting.length} className="mt-3 flex flex-col gap-2 rounded-card border border-line bg-panel px-3.5 py-2.5 text-[13px]">
      {later > 0 && (
        <p role="status" className="num text-muted">
          {threadWords.waiting(later)}
        </p>
      )}
      {refused.map(({ clientId, timestamp, content, strokes, refused: why }) => (
        <div key={clientId} className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <p role="alert" className="min-w-0 flex-1 basis-44 text-rec-text">
            <span className="num font-[570]">{formatClock(timestamp)}</span> {content || (strokes && drawingWords.drawing)}: {threadWords.notSaved(why ?? "")}
          </p>
          <Button size="small" onClick={() => outbox.again(clientId)}>
            {commonWords.tryAgain}
          </Button>
          <Button size="small" kind="ghost" onClick={() => outbox.drop(clientId)}>
            {drawingWords.discard}
          </Button>
        </div>
      ))}
    </div>
  );
}
