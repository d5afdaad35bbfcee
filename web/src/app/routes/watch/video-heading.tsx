/** Title, whose and when, what is being made right now, and what can be done with it. */
import { useState } from "react";
import { useNavigate } from "react-router";

import { CopyLinkButton } from "@/components/copy-link-button";
import { Icon } from "@/components/icon";
import type { MenuItem } from "@/components/menu/entries";
import { Menu } from "@/components/menu/menu";
import { TimeAgo } from "@/components/time-ago";
import { showToast } from "@/components/toast-store";
import { useReadAgain } from "@/features/guide/api/read-again";
import { DeleteVideoDialog } from "@/features/library/components/delete-video-dialog";
import { EditableTitle } from "@/features/library/components/editable-title";
import { describeError } from "@/lib/api-error";
import type { Video } from "@/lib/api-types";

import { DownloadButton } from "./download-button";
import { ProgressWords } from "./progress-words";

interface VideoHeadingProps {
  video: Video;
  mine: boolean;
  onShowKeys: () => void;
}

export function VideoHeading({ video, mine, onShowKeys }: VideoHeadingProps) {
  const [deleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  const readAgain = useReadAgain(video.id);

  const keys: MenuItem = { label: "Keyboard shortcuts", icon: "keyboard", onSelect: onShowKeys };
  const again: MenuItem = {
    label: "Read the screen again",
    icon: "text",
    onSelect: () =>
      readAgain.mutate(undefined, {
        onSuccess: () => showToast("Reading the screen again"),
        onError: (error) => showToast(`Not started. ${describeError(error)}`, "trouble"),
      }),
  };
  const items: MenuItem[] = [
    ...(mine && video.status === "done" ? [again] : []),
    keys,
    ...(mine ? [{ label: "Delete", icon: "trash", danger: true, onSelect: () => setDeleting(true) } as const] : []),
  ];

  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 grow basis-full sm:basis-0">
        <EditableTitle videoId={video.id} title={video.title} editable={mine} />
        <p className="num text-[12.5px] text-muted">
          {mine ? "You" : video.owner.name} · <TimeAgo iso={video.created_at} style="long" />
          <ProgressWords video={video} />
        </p>
      </div>
      <div className="flex items-center gap-2.5">
        <DownloadButton url={video.playback?.download_url ?? null} />
        <CopyLinkButton videoId={video.id} />
        <Menu
          label="More"
          items={items}
          buttonClassName="grid size-[38px] place-items-center rounded-control border border-line bg-panel hover:bg-sunk"
        >
          <Icon name="more" />
        </Menu>
      </div>
      {deleting && (
        <DeleteVideoDialog
          videoId={video.id}
          title={video.title}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate("/", { replace: true })}
        />
      )}
    </div>
  );
}
