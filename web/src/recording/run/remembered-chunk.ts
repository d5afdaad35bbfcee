/** How often the server wants a chunk: it says so when a recording is opened, which is after that one's recorder began. */

const KEY = "videoflow.recorder.chunk-seconds";
const USUAL_SECONDS = 3;
const MOST_SECONDS = 60;

/** In seconds, as the last answer said. */
export function rememberedChunk(): number {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return kept > 0 && kept <= MOST_SECONDS ? kept : USUAL_SECONDS;
  } catch {
    return USUAL_SECONDS;
  }
}

export function rememberChunk(seconds: number): void {
  try {
    localStorage.setItem(KEY, String(seconds));
  } catch {
    // Storage is blocked: the usual will do.
  }
}
