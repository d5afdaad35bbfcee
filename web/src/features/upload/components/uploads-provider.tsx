/** Keeps uploads going whichever page is shown; they end with the session. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";

import { queryKeys } from "@/lib/query-keys";

import { browserDeps } from "../browser-deps";
import { UploadManager } from "../upload-manager";
import { UploadsContext } from "../uploads-context";
import { useUploadGuard } from "../use-upload-guard";

interface UploadsProviderProps {
  /** Give it as the key as well: another person has other uploads. */
  userId: string;
  children: ReactNode;
}

export function UploadsProvider({ userId, children }: UploadsProviderProps) {
  const client = useQueryClient();
  const [manager] = useState(() => {
    const arrived = (): void => void client.invalidateQueries({ queryKey: queryKeys.library });
    return new UploadManager(browserDeps(userId, arrived));
  });
  useUploadGuard(manager);
  useEffect(() => {
    const wake = (): void => manager.wake();
    window.addEventListener("online", wake);
    void manager.open();
    return () => {
      window.removeEventListener("online", wake);
      manager.close();
    };
  }, [manager]);
  return <UploadsContext value={manager}>{children}</UploadsContext>;
}
