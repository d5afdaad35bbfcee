/** Signed addresses for one file's parts, asked for in batches: a request for each part would double the round trips. */
import type { PartUrls as Signed } from "@/lib/api-types";

const BATCH = 20;
/** Signatures last longer than this, and an address waits no longer for its turn. */
const FRESH_MS = 5 * 60_000;

interface Batch {
  askedAt: number;
  urls: Promise<Map<number, string>>;
}

export class PartUrls {
  readonly #ask: (numbers: number[]) => Promise<Signed>;
  readonly #count: number;
  readonly #now: () => number;
  readonly #batches = new Map<number, Batch>();
  /** Parts S3 has: nobody will ask for their addresses. */
  readonly #done = new Set<number>();

  constructor(ask: (numbers: number[]) => Promise<Signed>, count: number, now: () => number = Date.now) {
    this.#ask = ask;
    this.#count = count;
    this.#now = now;
  }

  /** Each address is given once: who asks again was refused with the last one. Throws ApiError. */
  async url(number: number): Promise<string> {
    const batch = this.#fresh(number) ?? this.#begin(number);
    this.#batches.delete(number);
    const url = (await batch.urls).get(number);
    if (url === undefined) throw new RangeError(`The server signed no part ${number}.`);
    return url;
  }

  done(number: number): void {
    this.#done.add(number);
    this.#batches.delete(number);
  }

  #fresh(number: number): Batch | null {
    const batch = this.#batches.get(number);
    return batch !== undefined && this.#now() - batch.askedAt < FRESH_MS ? batch : null;
  }

  #begin(first: number): Batch {
    const numbers: number[] = [];
    for (let number = first; number <= this.#count && numbers.length < BATCH; number += 1) {
      if (number === first || (!this.#done.has(number) && this.#fresh(number) === null)) numbers.push(number);
    }
    const urls = this.#ask(numbers).then((signed) => new Map(signed.urls.map(({ number, url }) => [number, url])));
    const batch = { askedAt: this.#now(), urls };
    for (const number of numbers) this.#batches.set(number, batch);
    urls.catch(() => {
      for (const number of numbers) if (this.#batches.get(number) === batch) this.#batches.delete(number);
    });
    return batch;
  }
}
