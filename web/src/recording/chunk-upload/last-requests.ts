/** The requests made when an upload ends other than by finishing. */

import { backoff } from "@/lib/backoff";

import { RestCalls, RestRefusal } from "./rest-calls";
import type { UploadDeps, UploadFault, UploadTarget } from "./types";

const ATTEMPTS = 4;

/** Faults that leave a recording on the server which only lacks its end. */
const SALVAGEABLE: ReadonlySet<string> = new Set([
  "bytes_missing",
  "quota_exceeded",
  "recording_too_large",
  "unreadable",
]);

/**
 * Throws the recording away. Resolves false when it is finished already, so that only deleting it helps.
 * Gives up after some attempts: the server sweeps what nobody finishes.
 */
export async function abortByRequest(target: UploadTarget, deps: UploadDeps): Promise<boolean> {
  let finished = false;
  await insist(async () => {
    try {
      await new RestCalls(target, deps.fetch, deps.clock).abort();
    } catch (error) {
      finished = error instanceof RestRefusal && error.code === "already_finished";
      if (!finished) throw error;
    }
  }, deps);
  return !finished;
}

/** Ends the recording where the server is. */
export async function salvageByRequest(fault: UploadFault, target: UploadTarget, deps: UploadDeps): Promise<void> {
  if (!SALVAGEABLE.has(fault.code)) return;
  await insist(() => new RestCalls(target, deps.fetch, deps.clock).complete(), deps);
}

async function insist(request: () => Promise<void>, { clock, random }: UploadDeps): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      await request();
      return;
    } catch {
      await new Promise<void>((resolve) => clock.after(backoff(attempt, random), resolve));
    }
  }
}
