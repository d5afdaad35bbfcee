/** The uploads of this page, for the button, the drop zone and the tray. */
import { createContext, use, useSyncExternalStore } from "react";

import type { PickedFile } from "@/lib/file-handle";

import type { JobView } from "./job-view";
import type { UploadManager } from "./upload-manager";

export interface Uploads {
  /** Null while the code for it is on its way. */
  manager: UploadManager | null;
  /** Files chosen before that wait for it. */
  add: (files: PickedFile[]) => void;
}

export const UploadsContext = createContext<Uploads | null>(null);

export function useUploadsEntry(): Uploads {
  const uploads = use(UploadsContext);
  if (!uploads) throw new Error("Uploads need an UploadsProvider above them");
  return uploads;
}

export function useUploadManager(): UploadManager {
  const { manager } = useUploadsEntry();
  if (!manager) throw new Error("Shown before the uploads were loaded");
  return manager;
}

export function useUploads(): readonly JobView[] {
  const manager = useUploadManager();
  return useSyncExternalStore(manager.subscribe, () => manager.views);
}
