/** Copies a video's link and says so in place, keeping its width. */
import { useEffect, useState } from "react";

import { copyText, watchUrl } from "@/lib/copy-text";
import { commonWords } from "@/words/common";

import { Button } from "./button";
import type { ButtonKind } from "./button-style";
import { SteadyLabel } from "./steady-label";
import { showToast } from "./toast-store";

interface CopyLinkButtonProps {
  videoId: string;
  kind?: ButtonKind;
  className?: string;
}

export function CopyLinkButton({ videoId, kind = "primary", className = "" }: CopyLinkButtonProps) {
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
    <Button kind={kind} icon={copied ? "check" : "link"} onClick={copy} className={className}>
      <span aria-live="polite">
        <SteadyLabel all={[copyLink, linkCopied]} now={copied ? linkCopied : copyLink} />
      </span>
    </Button>
  );
}
