/** What the asker may do with a video, as the server said; it decides again whenever it is asked. */
import type { Action, Video } from "./api-types";

export function may(video: Pick<Video, "rights">, action: Action): boolean {
  return video.rights.includes(action);
}
