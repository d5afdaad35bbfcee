/** Copies the recording's link, which exists from its first second. */
import { useEffect, useState } from "react";

import { showToast } from "@/components/toast-store";
import { copyText, watchUrl } from "@/lib/copy-text";

import { DockButton } from "./dock-button";

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
        text={copied ? "Link copied" : "Copy link"}
        className="sm:order-1 sm:min-w-[134px]"
        onPress={() => void copy()}
      />
      <span role="status" className="sr-only">
        {copied ? "Link copied" : ""}
      </span>
    </>
  );
}
