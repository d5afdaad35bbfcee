/** What the palette has found, by video; or what there is to say instead. */
import { Notice } from "@/components/notice";
import { Skeleton } from "@/components/skeleton";
import { describeError } from "@/lib/api-error";
import type { SearchPage } from "@/lib/api-types";
import { searchWords } from "@/words/search";

import type { Entry } from "../entries";
import { ratioOf } from "../ratio";
import { HitBody } from "./hit-body";

interface PaletteResultsProps {
  listId: string;
  q: string;
  page: SearchPage | undefined;
  pending: boolean;
  error: Error | null;
  entries: readonly Entry[];
  current: number;
  onChoose: (index: number) => void;
  onOpen: (entry: Entry) => void;
}

export function PaletteResults(props: PaletteResultsProps) {
  const { listId, q, page, pending, error, entries, current, onChoose, onOpen } = props;
  if (pending) return <ResultsSkeleton />;
  if (page === undefined && error !== null) {
    return (
      <div className="p-4">
        <Notice>
          {searchWords.notSearched}. {describeError(error)}
        </Notice>
      </div>
    );
  }
  if (page === undefined) return <p className="px-5 py-6 text-muted">{searchWords.hint}</p>;
  if (entries.length === 0) {
    return (
      <div role="status" className="px-5 py-6">
        <p className="font-[570]">{searchWords.nothing(q)}</p>
        <p className="mt-1 text-muted">{searchWords.nothingWhy}</p>
      </div>
    );
  }

  function option(entry: Entry, index: number, label: string) {
    return {
      id: `${listId}-${index}`,
      role: "option",
      "aria-selected": index === current,
      "aria-label": label,
      onPointerMove: () => index !== current && onChoose(index),
      onClick: () => onOpen(entry),
      className: `cursor-pointer rounded-control px-2.5 py-2 ${index === current ? "bg-accent-soft" : ""}`,
    };
  }

  return (
    <div id={listId} role="listbox" aria-label={searchWords.results} className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 py-2">
      {page.loosened && <p className="px-2.5 pt-1 pb-2 text-[12.5px] text-muted">{searchWords.loosened}</p>}
      {page.items.map((video) => (
        <div key={video.video_id} role="group" aria-label={video.title} className="pb-2">
          <div aria-hidden="true" className="truncate px-2.5 pt-2 pb-0.5 text-[12.5px] font-[620] text-muted">
            {video.title}
          </div>
          {entries.map(
            (entry, index) =>
              entry.video === video &&
              entry.hit !== null && (
                <div key={index} {...option(entry, index, `${searchWords[entry.hit.kind]}: ${entry.hit.snippet}`)}>
                  <HitBody hit={entry.hit} ratio={ratioOf(video)} />
                </div>
              ),
          )}
        </div>
      ))}
      {entries.map(
        (entry, index) =>
          entry.hit === null && (
            <div key="all" {...option(entry, index, searchWords.allResults)}>
              <span className="font-[570] text-accent">{searchWords.allResults}</span>
            </div>
          ),
      )}
    </div>
  );
}

function ResultsSkeleton() {
  return (
    <div role="status" aria-label={searchWords.searching} className="flex flex-col gap-4 p-4">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex gap-3">
          <Skeleton className="h-[84px] w-[148px] rounded-lg" />
          <div className="flex-1">
            <Skeleton className="h-3.5 w-28" />
            <Skeleton className="mt-2 h-4 w-11/12" />
          </div>
        </div>
      ))}
    </div>
  );
}
