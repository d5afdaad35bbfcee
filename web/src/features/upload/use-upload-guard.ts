/** The browser asks before a page is closed that still sends. */
import { useEffect } from "react";

import type { UploadManager } from "./upload-manager";

export function useUploadGuard(manager: UploadManager | null): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (manager?.isActive) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [manager]);
}
