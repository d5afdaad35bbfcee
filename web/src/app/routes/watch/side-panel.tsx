/** Guide, comments and text on screen, one at a time. */
import { Suspense, type KeyboardEvent } from "react";

import { usePlayerActions } from "@/features/player/lib/use-player";
import type { Video } from "@/lib/api-types";
import { watchWords } from "@/words/watch";

import type { Viewer } from "../../viewer";
import { Panel, PanelSkeleton } from "./lazy-panel";
import { TABS, type PanelTab } from "./panel-tabs";


interface SidePanelProps {
  video: Video;
  viewer: Viewer;
  tab: PanelTab;
  onTab: (tab: PanelTab) => void;
  selectedComment: number | null;
  onComment: (id: number, timestamp: number) => void;
  onWrite: () => void;
}

export function SidePanel({ video, viewer, tab, onTab, selectedComment, onComment, onWrite }: SidePanelProps) {
  const { seek } = usePlayerActions();

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
    if (!next) return;
    onTab(next);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }

  return (
    <aside
      aria-label={watchWords.about}
      className="flex flex-col bg-panel max-lg:border-t max-lg:border-line lg:sticky lg:top-(--header-stays) lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:h-[calc(100dvh-60px)] lg:border-l lg:border-line"
    >
      <div
        role="tablist"
        aria-label={watchWords.panel}
        onKeyDown={onKeyDown}
        className="z-10 flex shrink-0 gap-1 border-b border-line bg-panel px-3.5 pt-3 max-[359px]:gap-0 max-[359px]:px-2 max-lg:sticky max-lg:landscape:top-(--header-stays) max-lg:portrait:top-[calc(56.25vw+var(--header-stays))]"
      >
        {TABS.map((each) => (
          <button
            key={each}
            id={`tab-${each}`}
            type="button"
            role="tab"
            aria-selected={tab === each}
            aria-controls="watch-panel"
            tabIndex={tab === each ? 0 : -1}
            onClick={() => onTab(each)}
            className="num -mb-px h-[39px] border-b-2 border-transparent px-2.5 font-[550] whitespace-nowrap text-muted max-[359px]:px-1.5 hover:text-ink focus-visible:outline-offset-[-3px] aria-selected:border-accent aria-selected:text-ink"
          >
            {each === "text" ? watchWords.textOnScreen : watchWords[each]}
            {each === "comments" && video.counts.comments > 0 && (
              <span className="ml-1.5 text-faint">{video.counts.comments}</span>
            )}
          </button>
        ))}
      </div>
      <div
        id="watch-panel"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        data-scrolls
        className="relative min-h-0 flex-1 max-lg:min-h-[60dvh] lg:overflow-y-auto lg:overscroll-contain"
      >
        <Suspense fallback={<PanelSkeleton />}>
          <Panel
            tab={tab}
            video={video}
            viewer={viewer}
            selectedComment={selectedComment}
            onSelectComment={(id, timestamp) => {
              onComment(id, timestamp);
              seek(timestamp);
            }}
            onWrite={onWrite}
          />
        </Suspense>
      </div>
    </aside>
  );
}
