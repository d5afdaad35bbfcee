/**
 * Sends files with Uppy: it cuts them, keeps a few parts in flight, and tries again.
 *
 * An upload exists on the server before Uppy hears of the file, so every file enters as one to be restored: Uppy asks
 * which parts are there and sends the others. Beginning, going on after a reload and trying again are the same path.
 * Each file has an Uppy of its own: in a common queue the last word of a small file waits behind a large one's parts.
 */
import AwsS3 from "@uppy/aws-s3";
import Uppy, { type Body, type Meta, type UppyFile as KnownToUppy } from "@uppy/core";

import type { SendEvents, Sender, Sending, SendTarget } from "./sender";
import { UppyFile } from "./uppy-file";

/** Parts in flight of one file; browsers open six connections to one host over HTTP/1.1. */
const PARTS_AT_ONCE = 3;
const RETRY_AFTER_MS = [0, 1000, 3000, 5000];

type Known = KnownToUppy<Meta, Body>;

export const uppySender: Sender = {
  start(file, target, events) {
    const uppy = uppyFor(new UppyFile(file, target, events), target, events);
    const id = uppy.addFile({ name: file.name, type: file.type, data: file });
    uppy.setFileState(id, { s3Multipart: namesOf(target) } as Partial<Known>);
    uppy.upload().catch(() => undefined); // The events have told.
    return controls(uppy, id);
  },
};

function uppyFor(file: UppyFile, target: SendTarget, events: SendEvents): Uppy<Meta, Body> {
  const uppy = new Uppy<Meta, Body>({ id: target.videoId });
  uppy.use(AwsS3, {
    limit: PARTS_AT_ONCE,
    retryDelays: RETRY_AFTER_MS,
    shouldUseMultipart: true,
    getChunkSize: () => target.partSize,
    createMultipartUpload: () => namesOf(target),
    listParts: (_: Known, { signal }) => file.listParts(signal),
    signPart: async (_: Known, { partNumber }) => ({ method: "PUT", url: await file.url(partNumber), headers: {} }),
    completeMultipartUpload: async (_: Known, { parts }) => {
      await file.complete(parts);
      return {};
    },
    // Uppy would throw everything away after some failures. Only a person does that, and not by this way.
    abortMultipartUpload: () => undefined,
  });
  uppy.on("upload-progress", (_, { bytesUploaded }) => events.sent(bytesUploaded || 0));
  uppy.on("s3-multipart:part-uploaded", (_, { PartNumber }) => file.partStored(PartNumber));
  uppy.on("upload-success", () => events.finished());
  uppy.on("upload-error", (_, error) => events.failed(error));
  // It listens to the window for as long as it lives.
  uppy.on("complete", () => setTimeout(() => uppy.destroy()));
  return uppy;
}

function controls(uppy: Uppy<Meta, Body>, id: string): Sending {
  const pause = (wanted: boolean): void => {
    const file = uppy.getFile(id) as (Known & { isPaused?: boolean }) | undefined;
    if (file !== undefined && Boolean(file.isPaused) !== wanted) uppy.pauseResume(id);
  };
  return { pause: () => pause(true), resume: () => pause(false), drop: () => uppy.destroy() };
}

/** What S3 calls key and upload id, the server knows by the video. */
function namesOf({ videoId }: SendTarget): { key: string; uploadId: string } {
  return { key: videoId, uploadId: videoId };
}
