/** Keeps uploads going whichever page is shown; they end with the sign-in. Its code comes after the page has. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";

import { showToast } from "@/components/toast-store";
import type { PickedFile } from "@/lib/file-handle";
import { loadModule } from "@/lib/load-module";
import { queryKeys } from "@/lib/query-keys";
import { shellWords } from "@/words/shell";

import type { UploadManager } from "../upload-manager";
import { UploadsContext } from "../uploads-context";
import { useUploadGuard } from "../use-upload-guard";

interface UploadsProviderProps {
  /** Give it as the key as well: another person has other uploads. */
  userId: string;
  children: ReactNode;
}

export function UploadsProvider({ userId, children }: UploadsProviderProps) {
  const client = useQueryClient();
  const [manager, setManager] = useState<UploadManager | null>(null);
  const waiting = useRef<PickedFile[]>([]);
  useUploadGuard(manager);
  useEffect(() => {
    let opened: UploadManager | null = null;
    let gone = false;
    const arrived = (): void => void client.invalidateQueries({ queryKey: queryKeys.library });
    const wake = (): void => opened?.wake();
    window.addEventListener("online", wake);
    loadModule(() => import("../browser-deps")).then(
      ({ browserManager }) => {
        if (gone) return;
        opened = browserManager(userId, arrived);
        setManager(opened);
        void opened.open();
        opened.add(waiting.current.splice(0));
      },
      () => {
        if (!gone) showToast(shellWords.uploadsNotAvailable, "trouble");
      },
    );
    return () => {
      gone = true;
      window.removeEventListener("online", wake);
      opened?.close();
    };
  }, [client, userId]);
  const add = useCallback(
    (files: PickedFile[]) => {
      if (manager === null) waiting.current.push(...files);
      else manager.add(files);
    },
    [manager],
  );
  const uploads = useMemo(() => ({ manager, add }), [manager, add]);
  return <UploadsContext value={uploads}>{children}</UploadsContext>;
}
