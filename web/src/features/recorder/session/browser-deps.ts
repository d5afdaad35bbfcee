/** The session's real parts: the API, the browser's timers and recorder. */

import { showToast } from "@/components/toast-store";
import { api, call } from "@/lib/api-client";
import { recordableTypes } from "@/lib/capture/mime";
import { Take } from "@/lib/capture/take";

import { MediaRig } from "../media/media-rig";
import { openUpload } from "./open-upload";
import { rememberedCorner } from "./remembered-corner";
import type { SessionDeps } from "./types";

export function browserDeps(userId: string, showVideo: (videoId: string) => void): SessionDeps {
  const types = recordableTypes((type) => MediaRecorder.isTypeSupported(type));
  return {
    newRig: (ended) => new MediaRig(ended, rememberedCorner()),
    openUpload: (live) => openUpload(userId, (types[0] ?? "video/webm").split(";")[0] ?? "video/webm", live),
    startTake: (stream, chunkMs, events) => Take.start(stream, types, chunkMs, events),
    now: () => Date.now(),
    every(milliseconds, run) {
      const timer = setInterval(run, milliseconds);
      return () => clearInterval(timer);
    },
    showVideo,
    deleteVideo: async (id) => {
      await call(api.DELETE("/video/{video_id}", { params: { path: { video_id: id } } }));
    },
    couldNotDelete: () =>
      showToast("The recording was finished already and could not be deleted. It is in your library.", "trouble"),
  };
}
