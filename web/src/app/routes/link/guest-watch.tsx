/** The watch page as a link's guest sees it, kept live as everybody's is. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { videoQuery } from "@/features/player/api/get-video";
import { linkQuery } from "@/features/sharing/api/open-link";
import { hasCode } from "@/lib/api-error";
import type { LinkedVideo, Playback } from "@/lib/api-types";
import { useLocation } from "@/lib/router/use-router";

import { useVideoEvents } from "../watch/use-video-events";
import { WatchPage } from "../watch/watch-page";

interface GuestWatchProps {
  token: string;
  opened: LinkedVideo;
  /** The link, or what it showed, is no more. */
  onEnded: () => void;
}

export function GuestWatch({ token, opened, onEnded }: GuestWatchProps) {
  const client = useQueryClient();
  const { search } = useLocation();
  const video = useQuery({ ...videoQuery(opened.id), initialData: opened });
  const gone = hasCode(video.error, "gone", "not_found");
  const startAt = new URLSearchParams(search).has("t") ? undefined : (opened.link.start ?? undefined);
  useVideoEvents(opened.id, onEnded, () => void client.invalidateQueries({ queryKey: linkQuery(token).queryKey }));

  useEffect(() => {
    if (gone) onEnded();
  }, [gone, onEnded]);

  async function refresh(): Promise<Playback | null> {
    return (await video.refetch()).data?.playback ?? null;
  }

  return <WatchPage video={video.data} viewer={{ kind: "guest", linkToken: token }} startAt={startAt} onRefresh={refresh} />;
}
