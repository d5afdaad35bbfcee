/** The reading page as a link's guest sees it, kept live as everybody's is. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { videoQuery } from "@/features/player/api/get-video";
import { linkQuery } from "@/features/sharing/api/open-link";
import { hasCode } from "@/lib/api-error";
import type { LinkedVideo } from "@/lib/api-types";

import { useVideoEvents } from "../watch/use-video-events";
import { GuidePage } from "./guide-page";

interface GuestGuideProps {
  token: string;
  opened: LinkedVideo;
  /** The link, or what it showed, is no more. */
  onEnded: () => void;
}

export function GuestGuide({ token, opened, onEnded }: GuestGuideProps) {
  const client = useQueryClient();
  const video = useQuery({ ...videoQuery(opened.id), initialData: opened });
  const gone = hasCode(video.error, "gone", "not_found");
  useVideoEvents(opened.id, onEnded, () => void client.invalidateQueries({ queryKey: linkQuery(token).queryKey }));

  useEffect(() => {
    if (gone) onEnded();
  }, [gone, onEnded]);

  return <GuidePage video={video.data} viewer={{ kind: "guest", linkToken: token }} />;
}
