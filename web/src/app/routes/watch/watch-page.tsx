/** The watch page: video, what is said below it, and the panel beside it (below it on a phone). */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useMemo, useRef, useState } from "react";

import { lazily } from "@/components/lazily";
import { annotationsQuery } from "@/features/annotations/api/get-annotations";
import { documentQuery } from "@/features/guide/api/get-document";
import { Player } from "@/features/player/components/player";
import { PlayerProvider } from "@/features/player/components/player-provider";
import type { Marker } from "@/features/player/lib/cluster-markers";
import { useKeyboard } from "@/features/player/lib/use-keyboard";
import { usePlayerActions } from "@/features/player/lib/use-player";
import type { Annotation, Playback, Video } from "@/lib/api-types";
import { may } from "@/lib/rights";
import { useSearchParams } from "@/lib/router/use-router";

import type { Viewer } from "../../viewer";
import { FindContext, useFind } from "./find";
import { isWatchable } from "./is-watchable";
import type { PanelTab } from "./panel-tabs";
import { SidePanel } from "./side-panel";
import { useAskedToPlay } from "./use-asked-to-play";
import { VideoHeading } from "./video-heading";

// Below the video, or in its place while there is none: the player's code comes first.
const CommentComposer = lazily(async () => (await import("./comment-composer")).CommentComposer);
const NotPlayable = lazily(async () => (await import("./not-playable")).NotPlayable);
const OverPicture = lazily(async () => (await import("./over-picture")).OverPicture);
const TimelineMarks = lazily(async () => (await import("./over-picture")).TimelineMarks);
const Troubles = lazily(async () => (await import("./troubles")).Troubles);
const ShortcutsDialog = lazily(async () => (await import("@/features/player/components/shortcuts-dialog")).ShortcutsDialog);

interface WatchPageProps {
  video: Video;
  viewer: Viewer;
  /** Seconds to begin at where the address says nothing. */
  startAt?: number | undefined;
  /** Asks the API for the video again. */
  onRefresh: () => Promise<Playback | null>;
}

export function WatchPage(props: WatchPageProps) {
  return (
    <PlayerProvider knownDuration={props.video.duration}>
      <Page {...props} />
    </PlayerProvider>
  );
}

function Page({ video, viewer, startAt = 0, onRefresh }: WatchPageProps) {
  const [params] = useSearchParams();
  const playAtOnce = useAskedToPlay();
  const { seek, play, pause } = usePlayerActions();
  const annotations = useQuery(annotationsQuery(video.id));
  const guide = useQuery(documentQuery(video.id));
  const [tab, setTab] = useState<PanelTab>(params.has("q") ? "text" : "guide");
  const [selected, setSelected] = useState<number | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  const [drawing, setDrawing] = useState(false);
  const [live, setLive] = useState(video.status === "uploading" && video.source !== "file");
  const field = useRef<HTMLTextAreaElement>(null);
  const markers = useMemo(() => (annotations.data ?? []).filter((each) => each.parent_id === null).map(toMarker), [annotations.data]);
  const steps = guide.data?.steps ?? [];

  async function writeComment(): Promise<void> {
    pause();
    if (document.fullscreenElement) await document.exitFullscreen();
    field.current?.focus();
  }

  function showComment(id: number, timestamp: number): void {
    setSelected(id);
    setTab("comments");
    seek(timestamp);
  }

  function showPosted(id: number): void {
    setSelected(id);
    setTab("comments");
  }

  function draw(): void {
    if (!may(video, "comment")) return;
    pause();
    setDrawing(true);
  }

  const find = useFind(video.id, (seconds) => {
    setTab("text");
    if (seconds === null) return;
    seek(seconds);
    play();
  });

  useKeyboard({ onComment: () => void writeComment(), onDraw: draw, onShowKeys: () => setKeysShown(true) });

  return (
    <FindContext value={find}>
    <main
      id="main"
      tabIndex={-1}
      className="lg:grid lg:grid-cols-[minmax(0,1fr)_360px] lg:grid-rows-[auto_1fr] xl:grid-cols-[minmax(0,1fr)_400px]"
    >
      {/* On its side, a phone shows the picture with its controls below the header, and both scroll away. */}
      <div className="z-20 max-lg:landscape:bg-black max-lg:portrait:sticky max-lg:top-(--header-stays) lg:p-6 lg:pb-0 xl:px-7">
        <div className="relative mx-auto max-lg:landscape:max-w-[calc((100dvh-60px)*16/9)] lg:max-w-[calc((100dvh-270px)*16/9)]">
          {isWatchable(video) ? (
            <Player
              playback={video.playback}
              renditions={video.renditions}
              title={video.title}
              steps={steps}
              markers={markers}
              startAt={Number(params.get("t")) || startAt}
              playAtOnce={playAtOnce}
              onRefresh={onRefresh}
              onMarker={(marker) => showComment(marker.id, marker.time)}
              onShowKeys={() => setKeysShown(true)}
              finds={find.hits}
              drawing={drawing}
              marks={
                <Suspense>
                  <TimelineMarks video={video} viewer={viewer} />
                </Suspense>
              }
              over={(film) => (
                <Suspense>
                  <OverPicture video={video} viewer={viewer} film={film} drawing={drawing} onClose={() => setDrawing(false)} onSaved={showPosted} />
                </Suspense>
              )}
            />
          ) : null}
          {(live || !isWatchable(video)) && (
            <Suspense fallback={<div className="aspect-video bg-[#1b1a2b] lg:rounded-[14px]" />}>
              <NotPlayable
                video={video}
                viewer={viewer}
                live={live}
                drawing={drawing}
                onDrawn={() => setDrawing(false)}
                onSaved={showPosted}
                onOver={() => setLive(false)}
              />
            </Suspense>
          )}
        </div>
      </div>
      <div className="px-4 pt-4 pb-5 lg:px-6 lg:pt-[18px] lg:pb-8 xl:px-7">
        <div className="mx-auto lg:max-w-[calc((100dvh-270px)*16/9)]">
          <VideoHeading video={video} viewer={viewer} onShowKeys={() => setKeysShown(true)} />
          {(live || isWatchable(video)) && may(video, "comment") && (
            <Suspense fallback={<div className="mt-5 h-[54px] rounded-card border border-line bg-panel" />}>
              <CommentComposer
                video={video}
                viewer={viewer}
                field={field}
                onDraw={draw}
                onPosted={showPosted}
              />
            </Suspense>
          )}
          <Suspense>
            <Troubles video={video} />
          </Suspense>
        </div>
      </div>
      <SidePanel
        video={video}
        viewer={viewer}
        tab={tab}
        onTab={setTab}
        selectedComment={selected}
        onComment={showComment}
        onWrite={() => void writeComment()}
      />
      {keysShown && (
        <Suspense>
          <ShortcutsDialog onClose={() => setKeysShown(false)} />
        </Suspense>
      )}
    </main>
    </FindContext>
  );
}

function toMarker(annotation: Annotation): Marker {
  const { id, timestamp, author, content, type } = annotation;
  return { id, time: timestamp, person: author, text: content, kind: type };
}
