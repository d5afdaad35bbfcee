/** Loads what the tabs show, once the page around it is there. */
import { lazy } from "react";

import { EmptyState } from "@/components/empty-state";
import { Skeleton } from "@/components/skeleton";
import { loadModule } from "@/lib/load-module";
import { watchWords } from "@/words/watch";

export const Panel = lazy(() =>
  loadModule(() => import("./panel")).then(
    (loaded) => ({ default: loaded.Panel }),
    () => ({ default: Missing }),
  ),
);

export function PanelSkeleton() {
  return (
    <div role="status" aria-label={watchWords.loadingGuide} className="px-4 pt-3.5">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="grid grid-cols-[112px_1fr] gap-3 py-3">
          <Skeleton className="aspect-[16/10] rounded-lg" />
          <Skeleton className="h-4 w-11/12" />
        </div>
      ))}
    </div>
  );
}

/** The video plays without it. */
function Missing() {
  return (
    <EmptyState compact icon="alert" tone="trouble" title={watchWords.panelNotLoaded}>
      {watchWords.panelNotLoadedWhy}
    </EmptyState>
  );
}
