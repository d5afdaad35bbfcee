/** Title, whose and when, what is being made right now, and what can be done with it. */
import { Suspense, useState } from "react";

import { Button } from "@/components/button";
import { CopyLinkButton } from "@/components/copy-link-button";
import { Icon } from "@/components/icon";
import { lazily } from "@/components/lazily";
import type { MenuItem } from "@/components/menu/entries";
import { Menu } from "@/components/menu/menu";
import { TimeAgo } from "@/components/time-ago";
import { showToast } from "@/components/toast-store";
import { useReadAgain } from "@/features/guide/api/read-again";
import { usePlayerActions } from "@/features/player/lib/use-player";
import { describeError } from "@/lib/api-error";
import type { Video } from "@/lib/api-types";
import { may } from "@/lib/rights";
import { useNavigate } from "@/lib/router/use-router";
import { commonWords } from "@/words/common";
import { watchWords } from "@/words/watch";

import { userIdOf, type Viewer } from "../../viewer";
import { DownloadButton } from "./download-button";
import { ProgressWords } from "./progress-words";

// The title is there at once; it can be changed a moment later.
const EditableTitle = lazily(async () => (await import("@/features/library/components/editable-title")).EditableTitle);
const ShareDialog = lazily(async () => (await import("@/features/sharing/components/share-dialog")).ShareDialog);
const SecretsFound = lazily(async () => (await import("@/features/redaction/components/secrets-found")).SecretsFound);
const SecretsDialog = lazily(async () => (await import("@/features/redaction/components/secrets-dialog")).SecretsDialog);
const DeleteVideoDialog = lazily(
  async () => (await import("@/features/library/components/delete-video-dialog")).DeleteVideoDialog,
);

interface VideoHeadingProps {
  video: Video;
  viewer: Viewer;
  onShowKeys: () => void;
}

export function VideoHeading({ video, viewer, onShowKeys }: VideoHeadingProps) {
  const mine = video.owner.id === userIdOf(viewer);
  const [sharing, setSharing] = useState<number | null>(null);
  const [looking, setLooking] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  const { position, seek } = usePlayerActions();
  const jump = (seconds: number): void => {
    setSharing(null);
    setLooking(false);
    seek(seconds);
  };
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
    ...(may(video, "retry") && video.status === "done" ? [again] : []),
    ...(may(video, "redact")
      ? [{ label: watchWords.findSecrets, icon: "search", onSelect: () => setLooking(true) } as const]
      : []),
    keys,
    ...(may(video, "delete") ? [{ label: commonWords.delete, icon: "trash", danger: true, onSelect: () => setDeleting(true) } as const] : []),
  ];

  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 grow basis-full sm:basis-0">
        {may(video, "change") ? (
          <Suspense fallback={<Title>{video.title}</Title>}>
            <EditableTitle videoId={video.id} title={video.title} />
          </Suspense>
        ) : (
          <Title>{video.title}</Title>
        )}
        <p className="num text-[12.5px] text-muted">
          {mine ? commonWords.you : video.owner.name} · <TimeAgo iso={video.created_at} style="long" />
          <ProgressWords video={video} />
        </p>
      </div>
      <div id="people-here" className="max-sm:order-last" />
      <div className="flex items-center gap-2.5 max-sm:gap-2">
        <DownloadButton url={video.playback?.download_url ?? null} />
        {may(video, "share") && (
          <Button
            icon="people"
            aria-label={commonWords.share}
            title={commonWords.share}
            onClick={() => setSharing(position())}
            className="max-sm:w-[38px] max-sm:px-0"
          >
            <span className="max-sm:hidden">{commonWords.share}</span>
          </Button>
        )}
        {viewer.kind === "person" && <CopyLinkButton videoId={video.id} mayShare={may(video, "share")} />}
        <Menu
          label={watchWords.more}
          items={items}
          buttonClassName="grid size-[38px] place-items-center rounded-control border border-line bg-panel hover:bg-sunk"
        >
          <Icon name="more" />
        </Menu>
      </div>
      {sharing !== null && (
        <Suspense>
          <ShareDialog
            videoId={video.id}
            title={video.title}
            ownerId={video.owner.id}
            position={sharing}
            before={may(video, "redact") && <SecretsFound videoId={video.id} onJump={jump} />}
            onClose={() => setSharing(null)}
          />
        </Suspense>
      )}
      {looking && (
        <Suspense>
          <SecretsDialog videoId={video.id} onJump={jump} onClose={() => setLooking(false)} />
        </Suspense>
      )}
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

function Title({ children }: { children: string }) {
  return <h1 className="min-w-0 text-[22px] leading-8 font-[650] tracking-[-0.02em]">{children}</h1>;
}
