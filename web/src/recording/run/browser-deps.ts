/** The run's real parts: the API, the browser's timers and recorder. */

import { api, call } from "@/lib/api-client";

import { Takes } from "../capture/takes";
import { askToPersist } from "../keeping/ask-to-persist";
import { MediaRig } from "../media/media-rig";
import { openUpload } from "./open-upload";
import { rememberedChunk } from "./remembered-chunk";
import { rememberedCorner } from "./remembered-corner";
import type { RunDeps } from "./types";

/** What only the page around the recorder can do. */
export type PageDeps = Pick<RunDeps, "showVideo" | "couldNotDelete">;

export function browserDeps(userId: string, page: PageDeps): RunDeps {
  return {
    newRig: (events) => new MediaRig(events, rememberedCorner()),
    openUpload: (mimeType) => openUpload(userId, mimeType),
    startTakes: (stream, events) => new Takes(stream, rememberedChunk() * 1000, events),
    askToPersist,
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
