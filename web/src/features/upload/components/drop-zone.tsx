/** The whole page takes files; while some hang over it, it says so. */
import { useCallback } from "react";

import { Icon } from "@/components/icon";
import type { PickedFile } from "@/lib/file-handle";
import { uploadWords } from "@/words/upload";

import { useUploadManager } from "../uploads-context";
import { useFileDrop } from "../use-file-drop";

export function DropZone() {
  const manager = useUploadManager();
  const take = useCallback((files: PickedFile[]) => manager.add(files), [manager]);
  const over = useFileDrop(take);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-scrim p-4">
      <div className="grid size-full place-items-center rounded-2xl border-2 border-dashed border-accent">
        <div className="flex animate-rise flex-col items-center rounded-2xl border border-line bg-panel px-10 py-8 text-center shadow-float">
          <span className="grid size-14 place-items-center rounded-2xl bg-accent-soft text-accent">
            <Icon name="upload" size={26} />
          </span>
          <p className="mt-4 text-lg font-[620] tracking-[-0.01em]">{uploadWords.dropHere}</p>
          <p className="text-muted">{uploadWords.dropWhat}</p>
        </div>
      </div>
    </div>
  );
}
