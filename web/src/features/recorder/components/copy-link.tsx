/** Copies the recording's link, which exists from its first second. */
import { useEffect, useState } from "react";

import { showToast } from "@/components/toast-store";
import { copyText, watchUrl } from "@/lib/copy-text";
import { commonWords } from "@/words/common";

import { DockButton } from "./dock-button";

export function CopyLink({ videoId }: { videoId: string }) {
  const [copied, setCopied] = useState(false);
  const { copyLink, linkCopied } = commonWords;

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2200);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    const link = watchUrl(videoId);
    if (await copyText(link)) setCopied(true);
    else showToast(commonWords.copyBlocked(link), "trouble");
  }

  return (
    <>
      <DockButton
        icon={copied ? "check" : "link"}
        label={copyLink}
        text={copied ? linkCopied : copyLink}
        texts={[copyLink, linkCopied]}
        className="sm:order-1"
        onPress={() => void copy()}
      />
      <span role="status" className="sr-only">
        {copied ? linkCopied : ""}
      </span>
    </>
  );
}
