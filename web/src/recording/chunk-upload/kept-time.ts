/** Turns bytes that are only on this device into seconds of the recording. */

interface Mark {
  endByte: number;
  seconds: number;
}

/** Remembers how far the recording was when each chunk came out. */
export class KeptTime {
  #marks: Mark[] = [];

  /** `endByte` is the recording's size, `seconds` its length, when a chunk was added. */
  add(endByte: number, seconds: number): void {
    this.#marks.push({ endByte, seconds });
  }

  /** Seconds recorded up to now that lie behind the acknowledged bytes. */
  since(ackedBytes: number, seconds: number): number {
    const before = this.#marks.findLast((mark) => mark.endByte <= ackedBytes);
    return Math.max(0, seconds - (before?.seconds ?? 0));
  }
}
