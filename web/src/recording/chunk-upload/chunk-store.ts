/** Keeps what was recorded until the server says it is stored: the one thing between the recorder and the upload. */

/**
 * One recording's bytes, addressed by their position in it.
 *
 * `append` is called in order, the next one after the last has resolved; once it has resolved, the bytes are as safe
 * as this store makes them. `read` and `forget` may run at any time beside it.
 */
export interface ChunkStore {
  /** Position of the oldest byte still held. */
  readonly start: number;
  /** Position the next byte will get, which is the recording's size so far. */
  readonly end: number;
  /** `seconds` is the recording's length with these bytes, for whoever finds them later. */
  append(bytes: Blob, seconds?: number): Promise<void>;
  /** 1 to `limit` bytes beginning at `from`. Throws RangeError unless start ≤ from < end. */
  read(from: number, limit: number): Promise<Blob>;
  /** Drops bytes before a position. A store may hold on to some of them, never drop more. */
  forget(before: number): Promise<void>;
}

interface Held {
  start: number;
  bytes: Blob;
}

/** Holds chunks as Blobs, which browsers move out of the page's memory; a reload loses them. */
export class MemoryChunkStore implements ChunkStore {
  #held: Held[] = [];
  #end = 0;

  get start(): number {
    return this.#held[0]?.start ?? this.#end;
  }

  get end(): number {
    return this.#end;
  }

  append(bytes: Blob): Promise<void> {
    if (bytes.size > 0) {
      this.#held.push({ start: this.#end, bytes });
      this.#end += bytes.size;
    }
    return Promise.resolve();
  }

  read(from: number, limit: number): Promise<Blob> {
    const chunk = this.#held.find((held) => from < held.start + held.bytes.size);
    if (chunk === undefined || from < chunk.start) {
      return Promise.reject(new RangeError(`No byte ${from}: this store holds ${this.start} to ${this.end}.`));
    }
    const offset = from - chunk.start;
    return Promise.resolve(chunk.bytes.slice(offset, offset + limit, chunk.bytes.type));
  }

  forget(before: number): Promise<void> {
    this.#held = this.#held.filter((held) => held.start + held.bytes.size > before);
    return Promise.resolve();
  }
}

/** All bytes from the oldest one still held, in one. */
export async function readAll(store: ChunkStore): Promise<Blob> {
  const parts: Blob[] = [];
  for (let at = store.start; at < store.end; ) {
    const part = await store.read(at, Number.MAX_SAFE_INTEGER);
    parts.push(part);
    at += part.size;
  }
  return new Blob(parts, { type: parts[0]?.type ?? "" });
}
