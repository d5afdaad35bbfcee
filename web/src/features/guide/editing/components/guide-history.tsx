/** Who changed what, and when; one press goes back there. */
import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/button";
import { Loaded } from "@/components/loaded";
import { TimeAgo } from "@/components/time-ago";
import type { GuideVersion } from "@/lib/api-types";
import { editingWords } from "@/words/editing";

import { historyQuery } from "../../api/edit-guide";

interface GuideHistoryProps {
  videoId: string;
  /** The version that is shown. */
  version: number;
  onGoBack: (version: number) => void;
}

export function GuideHistory({ videoId, version, onGoBack }: GuideHistoryProps) {
  const history = useQuery(historyQuery(videoId));
  return (
    <section aria-label={editingWords.history} className="mx-4 mt-3 rounded-card border border-line px-3 py-2">
      <Loaded query={history}>
        {({ items }) => (
          <ol className="flex max-h-72 flex-col overflow-y-auto">
            {items.map((entry) => (
              <li key={entry.version} className="flex items-start gap-2 border-b border-line py-2 text-[12.5px]">
                <div className="min-w-0 flex-1">
                  <p className="font-[550]">
                    {whoOf(entry)} <span className="font-normal text-faint"><TimeAgo iso={entry.created_at} /></span>
                  </p>
                  {entry.changes.slice(0, 3).map(({ op, title }) => (
                    <p key={`${op} ${title}`} className="truncate text-muted">
                      {editingWords.kind[entry.kind]}
                      {editingWords.did(op, title)}
                    </p>
                  ))}
                </div>
                {entry.version !== version && (
                  <Button size="small" kind="ghost" onClick={() => onGoBack(entry.version)}>
                    {editingWords.goBack}
                  </Button>
                )}
              </li>
            ))}
            {items.at(-1)?.version === 1 && (
              <li className="flex items-center gap-2 py-2 text-[12.5px]">
                <p className="flex-1 font-[550]">{editingWords.firstVersion}</p>
                <Button size="small" kind="ghost" onClick={() => onGoBack(0)}>
                  {editingWords.goBack}
                </Button>
              </li>
            )}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

function whoOf({ author, kind }: GuideVersion): string {
  if (author) return author.name || editingWords.byGuest;
  return kind === "reading" ? editingWords.byReading : editingWords.bySomebody;
}
