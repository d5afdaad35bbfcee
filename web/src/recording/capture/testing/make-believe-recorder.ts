/** A recorder that gives what a test says, or nothing. */

import type { RecorderLike, RecorderOptions } from "../take";

export class MakeBelieveRecorder extends EventTarget implements RecorderLike {
  state: RecordingState = "inactive";
  readonly mimeType: string;
  readonly did: string[] = [];
  /** What it gives when it is stopped. */
  rest = "the rest";
  /** Says when it has stopped; one that hangs does not. */
  hangs = false;

  constructor(options: RecorderOptions) {
    super();
    this.mimeType = options.mimeType ?? "";
  }

  start(chunkMs?: number): void {
    this.did.push(`start ${String(chunkMs)}`);
    this.state = "recording";
  }

  stop(): void {
    this.did.push("stop");
    this.state = "inactive";
    if (this.hangs) return;
    this.give(this.rest);
    this.dispatchEvent(new Event("stop"));
  }

  pause(): void {
    this.did.push("pause");
    this.state = "paused";
  }

  resume(): void {
    this.did.push("resume");
    this.state = "recording";
  }

  requestData(): void {
    this.did.push("flush");
  }

  give(text: string): void {
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob([text]) }));
  }
}
