/** Opens a recording: the video on the server, its place on this device, the connection between them. */

import { api, call } from "@/lib/api-client";
import { openLocalStore } from "@/lib/local-store/local-store";
import { withTimeZone } from "@/lib/time-zone";

import { accountOf, browserUpload } from "../chunk-upload/browser-upload";
import { UploadClient } from "../chunk-upload/upload-client";
import { keepRecording } from "../keeping/keeping";
import { RecordingUpload } from "./recording-upload";
import { rememberChunk } from "./remembered-chunk";

/** Throws ApiError. */
export async function openUpload(userId: string, mimeType: string): Promise<RecordingUpload> {
  const started = await withTimeZone((zone) =>
    call(api.POST("/video/start", { body: { title: null, mime_type: mimeType, ...zone } })),
  );
  const target = {
    videoId: started.video_id,
    token: started.upload_token,
    wsUrl: socketAddress(started.ws_url),
    chunkUrl: new URL(started.chunk_url, window.location.href).href,
    maxChunk: started.max_chunk,
  };
  rememberChunk(started.chunk_seconds);
  const keeping = await keepRecording(openLocalStore, {
    videoId: target.videoId,
    userId,
    target,
    mimeType,
    startedAt: Date.now(),
    seconds: 0,
    size: 0,
    ended: false,
  });
  const client = new UploadClient(target, keeping.store, { ...browserUpload, account: accountOf(userId) });
  return new RecordingUpload(target.videoId, keeping, client);
}

/** Absolute, and ws where the page's address lent its scheme. */
function socketAddress(url: string): string {
  const absolute = new URL(url, window.location.href);
  absolute.protocol = absolute.protocol.replace(/^http/, "ws");
  return absolute.href;
}
