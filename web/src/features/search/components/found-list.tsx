/** All places of a video where the words are, by time; a click goes there. */
import { MomentButton } from "@/components/moment-button";
import { Notice } from "@/components/notice";
import { describeError } from "@/lib/api-error";
import type { Hit } from "@/lib/api-types";
import { pressRow } from "@/lib/press-row";
import { searchWords } from "@/words/search";

import { Marked } from "./marked";

interface FoundListProps {
  words: string;
  hits: readonly Hit[];
  loosened: boolean;
  pending: boolean;
  error: Error | null;
  /** Which is on screen; -1 for none. */
  current: number;
  onSeek: (seconds: number) => void;
}

export function FoundList({ words, hits, loosened, pending, error, current, onSeek }: FoundListProps) {
  if (pending) return <p role="status" className="px-6 py-10 text-center text-muted">{searchWords.searching}</p>;
  if (hits.length === 0 && error !== null) {
    return (
      <div className="p-3">
        <Notice>
          {searchWords.notSearched}. {describeError(error)}
        </Notice>
      </div>
    );
  }
  if (hits.length === 0) return <p role="status" className="px-6 py-10 text-center text-muted">{searchWords.nothingHere(words)}</p>;
  return (
    <>
      {loosened && <p className="px-4 pb-2 text-[12.5px] text-muted">{searchWords.loosened}</p>}
      <ol aria-label={searchWords.results} className="px-1 pb-4">
        {hits.map((hit, index) => (
          <li
            key={`${hit.kind}-${hit.timestamp}-${index}`}
            aria-current={index === current || undefined}
            onClick={pressRow(() => onSeek(hit.timestamp))}
            className={`flex cursor-pointer gap-3 rounded-control px-3 py-2.5 transition-colors ${index === current ? "bg-accent-soft" : "hover:bg-sunk"}`}
          >
            <MomentButton
              seconds={hit.timestamp}
              about={hit.snippet}
              onGo={() => onSeek(hit.timestamp)}
              className="w-11 shrink-0 self-start text-left leading-[21px] font-[550] text-accent"
            />
            <div className="min-w-0 flex-1 cursor-auto text-[13px] wrap-anywhere">
              <div className="text-[12px] text-muted">{searchWords[hit.kind]}</div>
              <Marked parts={hit.parts} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
