/**
 * Sends files with Uppy: it cuts them, keeps a few parts of all files in flight, and tries again.
 *
 * An upload exists on the server before Uppy hears of the file, so every file enters as one to be restored: Uppy asks
 * which parts are there and sends the others. Beginning, going on after a reload and trying again are the same path.
 */
import AwsS3 from "@uppy/aws-s3";
import Uppy, { type Body, type Meta, type UppyFile as KnownToUppy } from "@uppy/core";

import type { SendEvents, Sender, Sending, SendTarget } from "./sender";
import { UppyFile } from "./uppy-file";

/** Parts in flight, over all files: what a browser opens to one host over HTTP/1.1. */
const PARTS_AT_ONCE = 5;
const RETRY_AFTER_MS = [0, 1000, 3000, 5000];

type Known = KnownToUppy<Meta, Body>;

export class UppySender implements Sender {
  readonly #uppy = new Uppy<Meta, Body>({ id: "videoflow" });
  readonly #files = new Map<string, UppyFile>();
  /** Uppy asks for the part size with the file's data alone. */
  readonly #partSizes = new WeakMap<object, number>();

  constructor() {
    this.#uppy.use(AwsS3, {
      limit: PARTS_AT_ONCE,
      retryDelays: RETRY_AFTER_MS,
      shouldUseMultipart: true,
      getChunkSize: (data) => this.#partSizes.get(data) ?? data.size,
      createMultipartUpload: (file: Known) => namesOf(String(file.meta.videoId)),
      listParts: (file: Known, { signal }) => this.#of(file).listParts(signal),
      signPart: async (file: Known, { partNumber }) => ({
        method: "PUT",
        url: await this.#of(file).url(partNumber),
        headers: {},
      }),
      completeMultipartUpload: async (file: Known, { parts }) => {
        await this.#of(file).complete(parts);
        return {};
      },
      // Uppy would throw everything away after some failures. Only a person does that, and not by this way.
      abortMultipartUpload: () => undefined,
    });
    this.#uppy.on("upload-progress", (file, { bytesUploaded }) => {
      if (file) this.#files.get(file.id)?.events.sent(bytesUploaded || 0);
    });
    this.#uppy.on("s3-multipart:part-uploaded", (file, { PartNumber }) => this.#files.get(file.id)?.partStored(PartNumber));
    this.#uppy.on("upload-success", (file) => {
      if (file) this.#take(file.id)?.events.finished();
    });
    this.#uppy.on("upload-error", (file, error) => {
      if (file) this.#take(file.id)?.events.failed(error);
    });
  }

  start(file: File, target: SendTarget, events: SendEvents): Sending {
    const id = this.#uppy.addFile({
      name: file.name,
      type: file.type,
      data: file,
      // Uppy knows files by name, size, date and this; two that look the same are two uploads nevertheless.
      meta: { videoId: target.videoId, relativePath: target.videoId },
    });
    this.#files.set(id, new UppyFile(file, target, events));
    this.#partSizes.set(file, target.partSize);
    this.#uppy.setFileState(id, { s3Multipart: namesOf(target.videoId) } as Partial<Known>);
    this.#uppy.upload().catch(() => undefined); // The events have told.
    return {
      pause: () => this.#pause(id, true),
      resume: () => this.#pause(id, false),
      drop: () => void this.#take(id),
    };
  }

  #pause(id: string, wanted: boolean): void {
    if (!this.#files.has(id)) return;
    const isPaused = Boolean((this.#uppy.getFile(id) as Known & { isPaused?: boolean }).isPaused);
    if (isPaused !== wanted) this.#uppy.pauseResume(id);
  }

  #of(file: Known): UppyFile {
    const found = this.#files.get(file.id);
    if (found === undefined) throw new DOMException("This file was taken back.", "AbortError");
    return found;
  }

  /** Forgets a file, which stops what is in flight of it. */
  #take(id: string): UppyFile | undefined {
    const found = this.#files.get(id);
    this.#files.delete(id);
    if (found !== undefined) queueMicrotask(() => this.#uppy.removeFile(id));
    return found;
  }
}

/** What S3 calls key and upload id, the server knows by the video. */
function namesOf(videoId: string): { key: string; uploadId: string } {
  return { key: videoId, uploadId: videoId };
}
