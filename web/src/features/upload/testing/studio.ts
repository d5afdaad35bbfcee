/** A make-believe network, device and clock for uploads. */
import type { KeptFile } from "@/lib/local-store/tables";

import type { SendEvents, Sender, Sending, SendTarget } from "../engine/sender";
import type { Outcome } from "../job-deps";
import type { Memory } from "../remember/memory";
import { UploadManager, type ManagerDeps } from "../upload-manager";

export const MB = 1_000_000;

/** A file that says it has `size` bytes, and has none. */
export function aFile(name = "talk.mp4", size = 100 * MB, type = "video/mp4"): File {
  const file = new File([], name, { type, lastModified: 1_700_000_000_000 });
  Object.defineProperty(file, "size", { value: size });
  return file;
}

export class FakeSend implements Sending {
  readonly calls: string[] = [];
  readonly file: File;
  readonly target: SendTarget;
  readonly events: SendEvents;

  constructor(file: File, target: SendTarget, events: SendEvents) {
    this.file = file;
    this.target = target;
    this.events = events;
  }

  pause(): void {
    this.calls.push("pause");
  }

  resume(): void {
    this.calls.push("resume");
  }

  drop(): void {
    this.calls.push("drop");
  }
}

export class Studio {
  readonly sends: FakeSend[] = [];
  readonly records = new Map<string, KeptFile>();
  readonly aborted: string[] = [];
  readonly arrived: string[] = [];
  readonly timers: (() => void)[] = [];
  readonly held = new Set<string>();
  begun = 0;
  /** What the server says of a file that has arrived. */
  outcome: Outcome = { kind: "taken" };
  readonly deps: ManagerDeps;
  readonly manager: UploadManager;

  constructor(change: Partial<ManagerDeps> = {}) {
    this.deps = { ...this.#deps(), ...change };
    this.manager = new UploadManager(this.deps);
  }

  /** The one file there is. */
  get view() {
    const [view] = this.manager.views;
    if (view === undefined) throw new Error("no file");
    return view;
  }

  get send(): FakeSend {
    const last = this.sends.at(-1);
    if (last === undefined) throw new Error("nothing is sent");
    return last;
  }

  /** Lets everything that waits for a promise or for the next telling happen. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
    for (const run of this.timers.splice(0)) run();
  }

  #deps(): ManagerDeps {
    const sender: Sender = {
      start: (file, target, events) => {
        const send = new FakeSend(file, target, events);
        this.sends.push(send);
        return send;
      },
    };
    return {
      userId: "u1",
      begin: () => {
        this.begun += 1;
        return Promise.resolve({ video_id: `v${this.begun}`, part_size: 8 * MB, parts: 13, expires_at: "2026-11-28T00:00:00Z" });
      },
      abort: (videoId) => Promise.resolve(void this.aborted.push(videoId)),
      list: () => Promise.resolve([]),
      loadSender: () => Promise.resolve(sender),
      memory: this.#memory(),
      hold: (videoId) => {
        if (this.held.has(videoId)) return Promise.resolve(null);
        this.held.add(videoId);
        return Promise.resolve(() => void this.held.delete(videoId));
      },
      now: () => 0,
      after: (_, run) => {
        this.timers.push(run);
        return () => {
          const at = this.timers.indexOf(run);
          if (at >= 0) this.timers.splice(at, 1);
        };
      },
      arrived: (videoId) => void this.arrived.push(videoId),
      outcome: () => Promise.resolve(this.outcome),
    };
  }

  #memory(): Memory {
    const { records } = this;
    return {
      put: (record) => Promise.resolve(void records.set(record.videoId, record)),
      change: (videoId, change) => {
        const record = records.get(videoId);
        if (record) records.set(videoId, { ...record, ...change });
        return Promise.resolve();
      },
      drop: (videoId) => Promise.resolve(void records.delete(videoId)),
      all: () => Promise.resolve([...records.values()]),
    };
  }
}
