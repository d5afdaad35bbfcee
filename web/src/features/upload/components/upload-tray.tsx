/** All uploads in a corner of every page; on a phone, along its lower edge. It goes once it has nothing to say. */
import { useEffect, useEffectEvent, useState } from "react";

import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { ProgressBar } from "@/components/progress-bar";
import { useOnline } from "@/lib/use-online";
import { commonWords } from "@/words/common";
import { uploadWords } from "@/words/upload";

import { isActive, mayBePutAway, progressOf, type JobView } from "../job-view";
import { useUploadManager, useUploads } from "../uploads-context";
import { trayWords } from "../words";
import { UploadRow } from "./upload-row";

/** Good news is read in that time; it is also in the library. */
export const GOES_AFTER_MS = 8000;

export function UploadTray() {
  const manager = useUploadManager();
  const jobs = useUploads();
  const online = useOnline();
  const [folded, setFolded] = useState(false);
  /** How things stood when the person put it away; once they stand otherwise, it is there again. */
  const [putAway, setPutAway] = useState("");
  const [looked, setLooked] = useState(false);
  const allDone = jobs.length > 0 && jobs.every(({ phase }) => phase === "done");
  useGoing(allDone && !looked, () => manager.clearOver());
  if (jobs.length === 0 || putAway === standing(jobs)) return null;

  function close(): void {
    setPutAway(standing(jobs.filter(({ phase }) => phase !== "done" && phase !== "refused")));
    manager.clearOver();
  }

  const active = jobs.filter(isActive);
  const overall = active.reduce((sum, job) => sum + progressOf(job), 0) / Math.max(1, active.length);
  const title = trayWords(jobs);
  return (
    <section
      aria-label={uploadWords.uploads}
      data-uploads={folded ? "folded" : "open"}
      onPointerEnter={() => setLooked(true)}
      onPointerLeave={() => setLooked(false)}
      onFocus={() => setLooked(true)}
      onBlur={() => setLooked(false)}
      className="fixed right-5 bottom-5 z-40 w-[400px] animate-rise overflow-hidden rounded-2xl border border-line bg-panel shadow-float max-md:inset-x-0 max-md:bottom-0 max-md:w-full max-md:rounded-b-none max-md:pb-[env(safe-area-inset-bottom)]"
    >
      <div className="flex h-12 items-center gap-1 pr-2 pl-4">
        <h2 role="status" className="num min-w-0 flex-1 truncate font-[620]">
          {title}
        </h2>
        {jobs.every(mayBePutAway) && <IconButton icon="close" label={commonWords.close} onClick={close} />}
        {!allDone && (
          <button
            type="button"
            aria-expanded={!folded}
            aria-label={folded ? uploadWords.showUploads : uploadWords.foldUploads}
            title={folded ? uploadWords.show : uploadWords.fold}
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

function standing(jobs: readonly JobView[]): string {
  return jobs.map(({ key, phase }) => `${key} ${phase}`).join();
}

function useGoing(goes: boolean, onGo: () => void): void {
  const go = useEffectEvent(onGo);
  useEffect(() => {
    if (!goes) return undefined;
    const timer = setTimeout(() => go(), GOES_AFTER_MS);
    return () => clearTimeout(timer);
  }, [goes]);
}
