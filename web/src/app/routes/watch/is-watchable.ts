/** Whether there is something to play: a URL, and behind it not bytes known to be no video. */
import type { Playback, Video } from "@/lib/api-types";
import { isPermanent } from "@/lib/stages";

export function isWatchable(video: Video): video is Video & { playback: Playback } {
  return video.playback !== null && !(video.status === "failed" && isPermanent(video.error?.code));
}
