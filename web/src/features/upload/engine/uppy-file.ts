/** One file inside Uppy: its addresses, what storage has of it, and whom to tell. */
import { ApiError } from "@/lib/api-error";

import { completeUpload } from "../api/complete-upload";
import { getUpload } from "../api/get-upload";
import { signParts } from "../api/sign-parts";
import { PartUrls } from "./part-urls";
import type { SendEvents, SendTarget } from "./sender";

/** Uppy's words for a part. */
export interface UppyPart {
  PartNumber?: number;
  Size?: number;
  ETag?: string;
}

export class UppyFile {
  readonly #file: File;
  readonly #target: SendTarget;
  readonly #events: SendEvents;
  readonly #urls: PartUrls;
  readonly #stored = new Set<number>();

  constructor(file: File, target: SendTarget, events: SendEvents) {
    this.#file = file;
    this.#target = target;
    this.#events = events;
    const count = Math.ceil(file.size / target.partSize);
    this.#urls = new PartUrls((numbers) => signParts(target.videoId, numbers), count);
  }

  /** Parts S3 holds whole; one of another size is sent again. Throws ApiError. */
  async listParts(signal?: AbortSignal): Promise<UppyPart[]> {
    const { state, parts } = await getUpload(this.#target.videoId, signal);
    if (state === "aborted") throw new ApiError("aborted", "This upload was thrown away.", 409);
    // The answer to an earlier `complete` got lost.
    if (state !== "open") throw new ApiError("already_finished", "This upload is whole.", 409);
    const whole = parts.filter((part) => part.size === this.#sizeOf(part.number));
    for (const { number } of whole) this.#keep(number);
    this.#report();
    return whole.map(({ number, size, etag }) => ({ PartNumber: number, Size: size, ETag: etag }));
  }

  /** Throws ApiError. */
  url(number: number): Promise<string> {
    return this.#urls.url(number);
  }

  partStored(number: number): void {
    this.#keep(number);
    this.#report();
  }

  /** Throws ApiError. */
  async complete(parts: readonly UppyPart[]): Promise<void> {
    this.#events.finishing();
    const known = parts.filter((part): part is Required<UppyPart> => part.PartNumber != null && part.ETag != null);
    const named = known.map(({ PartNumber, ETag }) => ({ number: PartNumber, etag: ETag }));
    await completeUpload(this.#target.videoId, named);
  }

  #keep(number: number): void {
    this.#stored.add(number);
    this.#urls.done(number);
  }

  #report(): void {
    let bytes = 0;
    for (const number of this.#stored) bytes += this.#sizeOf(number);
    this.#events.stored(bytes);
  }

  #sizeOf(number: number): number {
    const { partSize } = this.#target;
    return Math.max(0, Math.min(partSize, this.#file.size - (number - 1) * partSize));
  }
}
