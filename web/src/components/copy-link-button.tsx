/** Copies a video's link and says so in place, keeping its width. */
import { commonWords } from "@/words/common";

import { Button } from "./button";
import type { ButtonKind } from "./button-style";
import { SteadyLabel } from "./steady-label";
import { useCopyLink, type SharedPage } from "./use-copy-link";

interface CopyLinkButtonProps {
  videoId: string;
  /** Whether the asker may open the video for others. */
  mayShare: boolean;
  kind?: ButtonKind;
  className?: string;
  /** What it leads to: the video, unless told. */
  page?: SharedPage;
  /** A link was made, or there was one. */
  onShared?: () => void;
}

export function CopyLinkButton({ videoId, mayShare, kind = "primary", className = "", page = "watch", onShared }: CopyLinkButtonProps) {
  const { copied, copying, copy } = useCopyLink(videoId, mayShare, page, onShared);
  const { copyLink, linkCopied } = commonWords;
  return (
    <Button
      kind={kind}
      icon={copied ? "check" : "link"}
      aria-disabled={copying || undefined}
      onClick={() => {
        if (!copying) void copy();
      }}
      className={className}
    >
      <span aria-live="polite">
        <SteadyLabel all={[copyLink, linkCopied]} now={copied ? linkCopied : copyLink} />
      </span>
    </Button>
  );
}
