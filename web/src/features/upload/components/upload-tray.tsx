/** All uploads in a corner of every page; on a phone, along its lower edge. */
import { useState } from "react";

import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { ProgressBar } from "@/components/progress-bar";
import { useOnline } from "@/lib/use-online";

import { isActive, progressOf } from "../job-view";
import { useUploadManager, useUploads } from "../uploads-context";
import { trayWords } from "../words";
import { UploadRow } from "./upload-row";

export function UploadTray() {
  const manager = useUploadManager();
  const jobs = useUploads();
  const online = useOnline();
  const [folded, setFolded] = useState(false);
  if (jobs.length === 0) return null;

  const active = jobs.filter(isActive);
  const overall = active.reduce((sum, job) => sum + progressOf(job), 0) / Math.max(1, active.length);
  const allDone = jobs.every(({ phase }) => phase === "done");
  const title = trayWords(jobs);
  return (
    <section
      aria-label="Uploads"
      className="fixed right-5 bottom-5 z-40 w-[400px] animate-rise overflow-hidden rounded-2xl border border-line bg-panel shadow-float max-md:inset-x-0 max-md:bottom-0 max-md:w-full max-md:rounded-b-none max-md:pb-[env(safe-area-inset-bottom)]"
    >
      <div className="flex h-12 items-center gap-1 pr-2 pl-4">
        <h2 role="status" className="num min-w-0 flex-1 truncate font-[620]">
          {title}
        </h2>
        {allDone && <IconButton icon="close" label="Close" onClick={() => manager.clearDone()} />}
        {!allDone && (
          <button
            type="button"
            aria-expanded={!folded}
            aria-label={folded ? "Show uploads" : "Fold uploads"}
            title={folded ? "Show" : "Fold"}
            onClick={() => setFolded(!folded)}
            className="grid size-8 place-items-center rounded-lg text-muted hover:bg-sunk hover:text-ink"
          >
            <Icon name="chevron" className={folded ? "rotate-180" : ""} />
          </button>
        )}
      </div>
      {folded ? (
        active.length > 0 && <ProgressBar value={overall} label={title} />
      ) : (
        <ul className="max-h-[min(52vh,440px)] divide-y divide-line overflow-y-auto overscroll-contain border-t border-line">
          {jobs.map((job) => (
            <UploadRow key={job.key} job={job} online={online} />
          ))}
        </ul>
      )}
    </section>
  );
}
