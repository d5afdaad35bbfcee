/** What became of a file that has arrived: the server looks into it before anybody sees it. */
import type { JobDeps, Outcome } from "./job-deps";

/** A short file is known within seconds; a long one may wait behind others. */
const FIRST_MS = 1000;
const MOST_MS = 15_000;

/** Asks until it is known. Returns what stops that. */
export function awaitOutcome(
  { outcome, after }: Pick<JobDeps, "outcome" | "after">,
  videoId: string,
  known: (outcome: Exclude<Outcome, { kind: "unknown" }>) => void,
): () => void {
  let stopped = false;
  let cancel: () => void = () => undefined;

  async function ask(wait: number): Promise<void> {
    // An answer that did not come says nothing of the file.
    const found = await outcome(videoId).catch((): Outcome => ({ kind: "unknown" }));
    if (stopped) return;
    if (found.kind !== "unknown") known(found);
    else cancel = after(wait, () => void ask(Math.min(MOST_MS, wait * 2)));
  }

  void ask(FIRST_MS);
  return () => {
    stopped = true;
    cancel();
  };
}
