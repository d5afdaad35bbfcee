/** A video's links: the newest open, others behind a press. */
import { useState } from "react";

import { Button } from "@/components/button";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Share } from "@/lib/api-types";
import { commonWords } from "@/words/common";
import { sharingWords } from "@/words/sharing";

import { useMakeLink } from "../api/change-sharing";
import { LinkCard } from "./link-card";

interface LinkSectionProps {
  videoId: string;
  /** Newest first. */
  links: readonly Share[];
  title: string;
  /** Seconds. */
  position: number;
}

export function LinkSection({ videoId, links, title, position }: LinkSectionProps) {
  const [allShown, setAllShown] = useState(false);
  const making = useMakeLink(videoId);
  const shown = allShown ? links : links.slice(0, 1);
  const hidden = links.length - shown.length;

  function make(): void {
    making.mutate({}, { onError: (error) => showToast(commonWords.noLink(describeError(error)), "trouble") });
  }

  return (
    <>
      <ul className="flex flex-col gap-4">
        {shown.map((link) => (
          <LinkCard key={link.id} videoId={videoId} link={link} title={title} position={position} />
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        {links.length === 0 ? (
          <Button kind="primary" icon="link" busy={making.isPending} onClick={make}>
            {sharingWords.makeLink}
          </Button>
        ) : (
          <Button kind="ghost" size="small" busy={making.isPending} onClick={make}>
            {sharingWords.anotherLink}
          </Button>
        )}
        {hidden > 0 && (
          <Button kind="ghost" size="small" onClick={() => setAllShown(true)}>
            {sharingWords.otherLinks(hidden)}
          </Button>
        )}
      </div>
    </>
  );
}
