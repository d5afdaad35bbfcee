/** Copies the recording's link, which exists from its first second. */
import { useCopyLink } from "@/components/use-copy-link";
import { commonWords } from "@/words/common";

import { DockButton } from "./dock-button";

export function CopyLink({ videoId }: { videoId: string }) {
  const { copied, copying, copy } = useCopyLink(videoId, true);
  const { copyLink, linkCopied } = commonWords;

  return (
    <>
      <DockButton
        icon={copied ? "check" : "link"}
        label={copyLink}
        text={copied ? linkCopied : copyLink}
        texts={[copyLink, linkCopied]}
        className="sm:order-1"
        onPress={() => {
          if (!copying) void copy();
        }}
      />
      <span role="status" className="sr-only">
        {copied ? linkCopied : ""}
      </span>
    </>
  );
}
