/** Title, whose and when, what is being made right now, and what can be done with it. */
import { Suspense, useState } from "react";

import { CopyLinkButton } from "@/components/copy-link-button";
import { Icon } from "@/components/icon";
import { lazily } from "@/components/lazily";
import type { MenuItem } from "@/components/menu/entries";
import { Menu } from "@/components/menu/menu";
import { TimeAgo } from "@/components/time-ago";
import { showToast } from "@/components/toast-store";
import { useReadAgain } from "@/features/guide/api/read-again";
import { EditableTitle } from "@/features/library/components/editable-title";
import { describeError } from "@/lib/api-error";
import type { Video } from "@/lib/api-types";
import { useNavigate } from "@/lib/router/use-router";
import { commonWords } from "@/words/common";
import { watchWords } from "@/words/watch";

import { DownloadButton } from "./download-button";
import { ProgressWords } from "./progress-words";

const DeleteVideoDialog = lazily(
  async () => (await import("@/features/library/components/delete-video-dialog")).DeleteVideoDialog,
);

interface VideoHeadingProps {
  video: Video;
  mine: boolean;
  onShowKeys: () => void;
}

export function VideoHeading({ video, mine, onShowKeys }: VideoHeadingProps) {
  const [deleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  const readAgain = useReadAgain(video.id);

  const keys: MenuItem = { label: commonWords.keyboardShortcuts, icon: "keyboard", onSelect: onShowKeys };
  const again: MenuItem = {
    label: watchWords.readAgain,
    icon: "text",
    onSelect: () =>
      readAgain.mutate(undefined, {
        onSuccess: () => showToast(watchWords.readingAgain),
        onError: (error) => showToast(commonWords.notStarted(describeError(error)), "trouble"),
      }),
  };
  const items: MenuItem[] = [
    ...(mine && video.status === "done" ? [again] : []),
    keys,
    ...(mine ? [{ label: commonWords.delete, icon: "trash", danger: true, onSelect: () => setDeleting(true) } as const] : []),
  ];

  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 grow basis-full sm:basis-0">
        <EditableTitle videoId={video.id} title={video.title} editable={mine} />
        <p className="num text-[12.5px] text-muted">
          {mine ? commonWords.you : video.owner.name} · <TimeAgo iso={video.created_at} style="long" />
          <ProgressWords video={video} />
        </p>
      </div>
      <div className="flex items-center gap-2.5">
        <DownloadButton url={video.playback?.download_url ?? null} />
        <CopyLinkButton videoId={video.id} />
        <Menu
          label={watchWords.more}
          items={items}
          buttonClassName="grid size-[38px] place-items-center rounded-control border border-line bg-panel hover:bg-sunk"
        >
          <Icon name="more" />
        </Menu>
      </div>
      {deleting && (
        <Suspense>
          <DeleteVideoDialog
            videoId={video.id}
            title={video.title}
            onClose={() => setDeleting(false)}
            onDeleted={() => void navigate("/", { replace: true })}
          />
        </Suspense>
      )}
    </div>
  );
}
