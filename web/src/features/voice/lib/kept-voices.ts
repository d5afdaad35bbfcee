/**
 * Voice-overs on this device, from their first second until the server has them: a page that dies loses no more than
 * what its recorder had not given yet. Where the browser keeps nothing, nothing is kept, and all goes on.
 */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

import type { Entry, TimedStroke } from "./voice-data";

export interface KeptVoice {
  /** What it is called towards the server, however often it is sent. */
  clientId: string;
  /** Whose it is: whoever uses this browser next is somebody else's business. */
  who: string;
  videoId: string;
  /** Seconds of the video where it begins. */
  timestamp: number;
  mimeType: string;
  keptAt: number;
  log: readonly Entry[];
  strokes: readonly TimedStroke<Record<string, unknown>>[];
}

interface Schema extends DBSchema {
  voices: { key: string; value: KeptVoice };
  chunks: { key: [string, number]; value: ArrayBuffer };
}

/** Nobody misses it after that long; the video may be gone as well. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

function chunksOf(clientId: string): IDBKeyRange {
  return IDBKeyRange.bound([clientId, 0], [clientId, Number.MAX_SAFE_INTEGER]);
}

export class KeptVoices {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  /** Throws what the browser throws that keeps nothing. */
  static async open(name = "videoflow.voices"): Promise<KeptVoices> {
    const database = await openDB<Schema>(name, 1, {
      upgrade(made) {
        made.createObjectStore("voices", { keyPath: "clientId" });
        made.createObjectStore("chunks");
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new KeptVoices(database);
  }

  async put(voice: KeptVoice): Promise<void> {
    await this.#database.put("voices", voice);
  }

  async putChunk(clientId: string, number: number, bytes: Blob): Promise<void> {
    await this.#database.put("chunks", await bytes.arrayBuffer(), [clientId, number]);
  }

  /** The one that somebody left behind at a video, with its bytes; the oldest first. What has none is forgotten. */
  async find(who: string, videoId: string, now = Date.now()): Promise<{ voice: KeptVoice; bytes: Blob } | null> {
    const all = (await this.#database.getAll("voices")).sort((a, b) => a.keptAt - b.keptAt);
    for (const voice of all) {
      const chunks = await this.#database.getAll("chunks", chunksOf(voice.clientId));
      if (chunks.length === 0 || now - voice.keptAt > KEPT_MS) await this.drop(voice.clientId);
      else if (voice.who === who && voice.videoId === videoId) return { voice, bytes: new Blob(chunks, { type: voice.mimeType }) };
    }
    return null;
  }

  async drop(clientId: string): Promise<void> {
    const transaction = this.#database.transaction(["voices", "chunks"], "readwrite");
    await Promise.all([
      transaction.objectStore("voices").delete(clientId),
      transaction.objectStore("chunks").delete(chunksOf(clientId)),
      transaction.done,
    ]);
  }

  close(): void {
    this.#database.close();
  }
}
