/** The run's real parts: the API, the browser's timers and recorder. */

import { api, call } from "@/lib/api-client";

import { recordableTypes } from "../capture/mime";
import { Take } from "../capture/take";
import { MediaRig } from "../media/media-rig";
import { openUpload } from "./open-upload";
import { rememberedCorner } from "./remembered-corner";
import type { RunDeps } from "./types";

/** What only the page around the recorder can do. */
export type PageDeps = Pick<RunDeps, "showVideo" | "couldNotDelete">;

export function browserDeps(userId: string, page: PageDeps): RunDeps {
  const types = recordableTypes((type) => MediaRecorder.isTypeSupported(type));
  return {
    newRig: (ended) => new MediaRig(ended, rememberedCorner()),
    openUpload: () => openUpload(userId, (types[0] ?? "video/webm").split(";")[0] ?? "video/webm"),
    startTake: (stream, chunkMs, events) => Take.start(stream, types, chunkMs, events),
    now: () => Date.now(),
    every(milliseconds, run) {
      const timer = setInterval(run, milliseconds);
      return () => clearInterval(timer);
    },
    ...page,
    deleteVideo: async (id) => {
      await call(api.DELETE("/video/{video_id}", { params: { path: { video_id: id } } }));
    },
  };
}
