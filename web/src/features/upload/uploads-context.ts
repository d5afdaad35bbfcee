/** The uploads of this page, for the button, the drop zone and the tray. */
import { createContext, use, useSyncExternalStore } from "react";

import type { JobView } from "./job-view";
import type { UploadManager } from "./upload-manager";

export const UploadsContext = createContext<UploadManager | null>(null);

/** Null while the code for it is on its way. */
export function useMaybeUploads(): UploadManager | null {
  return use(UploadsContext);
}

export function useUploadManager(): UploadManager {
  const manager = use(UploadsContext);
  if (!manager) throw new Error("Uploads need an UploadsProvider above them");
  return manager;
}

export function useUploads(): readonly JobView[] {
  const manager = useUploadManager();
  return useSyncExternalStore(manager.subscribe, () => manager.views);
}
