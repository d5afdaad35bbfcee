/** Copies the recording's link, which exists from its first second. */
import { useEffect, useState } from "react";

import { showToast } from "@/components/toast-store";
import { copyText, watchUrl } from "@/lib/copy-text";

import { DockButton } from "./dock-button";

const TEXTS = ["Copy link", "Link copied"] as const;

export function CopyLink({ videoId }: { videoId: string }) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2200);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    const link = watchUrl(videoId);
    if (await copyText(link)) setCopied(true);
    else showToast(`Copying was blocked. The link is ${link}`, "trouble");
  }

  return (
    <>
      <DockButton
        icon={copied ? "check" : "link"}
        label="Copy link"
        text={TEXTS[copied ? 1 : 0]}
        texts={TEXTS}
        className="sm:order-1"
        onPress={() => void copy()}
      />
      <span role="status" className="sr-only">
        {copied ? TEXTS[1] : ""}
      </span>
    </>
  );
}
