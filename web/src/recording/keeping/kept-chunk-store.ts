/** A recording's bytes in the browser's database: a reload, a crash or a closed tab loses none that were appended. */

import type { KeptRecording, LocalStore } from "@/lib/local-store/tables";

import type { ChunkStore } from "../chunk-upload/chunk-store";
import { PIECE_BYTES } from "../chunk-upload/link";
import { chunksOf } from "./recordings-table";

interface Held {
  start: number;
  size: number;
  /** Null while the database has them; else the only copy is here. */
  bytes: Blob | null;
}

/**
 * Where the database takes no more (it is full, or the browser took it away), bytes stay in memory and `failure` says
 * why. Once those are stored on the server, the database gets its next chance: what it holds is always one stretch.
 */
export class KeptChunkStore implements ChunkStore {
  readonly #database: LocalStore;
  #record: KeptRecording;
  #held: Held[];
  #end: number;
  #failure: unknown = null;

  private constructor(database: LocalStore, record: KeptRecording, held: Held[]) {
    this.#database = database;
    this.#record = record;
    this.#held = held;
    this.#end = record.size;
  }

  /** Opens what is kept of a recording; of a new one that is nothing. */
  static async open(database: LocalStore, record: KeptRecording): Promise<KeptChunkStore> {
    const starts = (await database.getAllKeys("chunks", chunksOf(record.videoId))).map(([, start]) => start);
    const held = starts.map((start, at) => ({ start, size: (starts[at + 1] ?? record.size) - start, bytes: null }));
    return new KeptChunkStore(database, record, held);
  }

  get start(): number {
    return this.#held[0]?.start ?? this.#end;
  }

  get end(): number {
    return this.#end;
  }

  /** Why a reload would lose bytes that are not stored on the server; null while it would not. */
  get failure(): unknown {
    return this.#failure;
  }

  async append(bytes: Blob, seconds = this.#record.seconds): Promise<void> {
    if (bytes.size === 0) return;
    const pieces = split(bytes);
    const written = this.#isOneStretch() && (await this.#write(pieces, seconds));
    for (const piece of pieces) {
      this.#held.push({ start: this.#end, size: piece.size, bytes: written ? null : piece });
      this.#end += piece.size;
    }
  }

  async read(from: number, limit: number): Promise<Blob> {
    const chunk = this.#held.find((held) => from < held.start + held.size);
    if (chunk === undefined || from < chunk.start) {
      throw new RangeError(`No byte ${from}: this store holds ${this.start} to ${this.#end}.`);
    }
    const bytes = chunk.bytes ?? (await this.#load(chunk.start));
    const offset = from - chunk.start;
    return bytes.slice(offset, offset + limit, this.#record.mimeType);
  }

  async forget(before: number): Promise<void> {
    const kept = this.#held.filter((held) => held.start + held.size > before);
    if (kept.length === this.#held.length) return;
    this.#held = kept;
    if (this.#isOneStretch()) this.#failure = null;
    try {
      await this.#database.delete("chunks", chunksOf(this.#record.videoId, this.start));
    } catch {
      // Bytes that stay too long cost room, not the recording.
    }
  }

  /** Writes down that nothing will be appended any more. */
  async markEnded(): Promise<void> {
    this.#record = { ...this.#record, ended: true };
    try {
      await this.#database.put("recordings", this.#record);
    } catch (error) {
      this.#failure = error;
    }
  }

  #isOneStretch(): boolean {
    return this.#held.every((held) => held.bytes === null);
  }

  async #write(pieces: readonly Blob[], seconds: number): Promise<boolean> {
    const record = { ...this.#record, size: this.#end + total(pieces), seconds };
    try {
      const buffers = await Promise.all(pieces.map((piece) => piece.arrayBuffer()));
      const transaction = this.#database.transaction(["recordings", "chunks"], "readwrite");
      const chunks = transaction.objectStore("chunks");
      let at = this.#end;
      const puts = buffers.map((buffer) => {
        const put = chunks.put(buffer, [record.videoId, at]);
        at += buffer.byteLength;
        return put;
      });
      await Promise.all([...puts, transaction.objectStore("recordings").put(record), transaction.done]);
    } catch (error) {
      this.#failure = error;
      return false;
    }
    this.#failure = null;
    this.#record = record;
    return true;
  }

  async #load(start: number): Promise<Blob> {
    const buffer = await this.#database.get("chunks", [this.#record.videoId, start]);
    if (buffer === undefined) throw new Error(`The browser lost the bytes from ${start} on.`);
    return new Blob([buffer]);
  }
}

/** A chunk made after the device slept can be huge, and is read again in pieces: so it is written in pieces. */
function split(bytes: Blob): Blob[] {
  const pieces: Blob[] = [];
  for (let at = 0; at < bytes.size; at += PIECE_BYTES) pieces.push(bytes.slice(at, at + PIECE_BYTES, bytes.type));
  return pieces;
}

function total(pieces: readonly Blob[]): number {
  return pieces.reduce((sum, piece) => sum + piece.size, 0);
}
