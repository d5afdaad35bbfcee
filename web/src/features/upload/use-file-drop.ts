/** Files dragged over the page, wherever on it. */
import { useEffect, useState } from "react";

import type { PickedFile } from "@/lib/file-handle";

import { droppedFiles } from "./pick-files";

/** A drag that left the window by a way no event tells of: it fires all the time while it is there. */
const GONE_AFTER_MS = 400;

/** Resolves to whether files hang over the page now. `onFiles` must stay the same function. */
export function useFileDrop(onFiles: (files: PickedFile[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hover = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setOver(true);
      clearTimeout(timer);
      timer = setTimeout(() => setOver(false), GONE_AFTER_MS);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      clearTimeout(timer);
      setOver(false);
      void droppedFiles(event.dataTransfer).then(onFiles);
    };
    window.addEventListener("dragenter", hover);
    window.addEventListener("dragover", hover);
    window.addEventListener("drop", drop);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("dragenter", hover);
      window.removeEventListener("dragover", hover);
      window.removeEventListener("drop", drop);
    };
  }, [onFiles]);
  return over;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
