/** Copies a video's link: one that opens for others where the asker may give it away, else the page's own address. */
import { useEffect, useState } from "react";

import { describeError } from "@/lib/api-error";
import type { Visibility } from "@/lib/api-types";
import { copyWhenKnown, watchUrl } from "@/lib/copy-text";
import { guideLink, shareLink, type ShareLink } from "@/lib/share-link";
import { commonWords } from "@/words/common";

import { showToast } from "./toast-store";

/** How long "copied" stands where "copy" stood. */
const SAID_MS = 2200;

export interface CopyLink {
  copied: boolean;
  copying: boolean;
  /** Says for whom it works, or why it was not copied. */
  copy: () => Promise<void>;
}

/** What a link is to show of a video. */
export type SharedPage = "watch" | "guide";

export function useCopyLink(videoId: string, mayShare: boolean, page: SharedPage = "watch", onShared?: () => void): CopyLink {
  const [copied, setCopied] = useState(false);
  const [copying, setCopying] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    setCopying(true);
    const asked: Promise<ShareLink | { url: string; visibility: null }> = mayShare
      ? shareLink(videoId).then(({ url, visibility }) => ({ url: page === "guide" ? guideLink(url) : url, visibility }))
      : Promise.resolve({ url: page === "guide" ? `${watchUrl(videoId)}/guide` : watchUrl(videoId), visibility: null });
    try {
      const done = await copyWhenKnown(asked.then(({ url }) => url));
      const { url, visibility } = await asked;
      if (mayShare) onShared?.();
      if (done) {
        setCopied(true);
        showToast(copiedWords(visibility));
        // The link is theirs all the same where the warning's code does not come.
        if (mayShare) void import("./warn-of-secrets").then(({ warnOfSecrets }) => warnOfSecrets(videoId)).catch(() => undefined);
      } else {
        showToast(commonWords.copyBlocked(url), "trouble");
      }
    } catch (error) {
      showToast(commonWords.noLink(describeError(error)), "trouble");
    } finally {
      setCopying(false);
    }
  }

  return { copied, copying, copy };
}

function copiedWords(visibility: Visibility | null): string {
  return visibility === null ? commonWords.copiedForThoseWithAccess : commonWords.copied[visibility];
}
