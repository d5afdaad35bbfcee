/** Whether a file that has arrived became a video, as far as the server knows. */
import { api, call } from "@/lib/api-client";
import { describeFault, hasCode } from "@/lib/api-error";
import type { Video } from "@/lib/api-types";
import { refusalOf } from "@/lib/refusals";
import { uploadWords } from "@/words/upload";

import type { Outcome } from "../job-deps";

/** Throws ApiError. */
export async function getOutcome(videoId: string): Promise<Outcome> {
  try {
    return outcomeOf(await call(api.GET("/video/{video_id}", { params: { path: { video_id: videoId } } })));
  } catch (error) {
    if (!hasCode(error, "not_found")) throw error;
    return { kind: "refused", problem: { code: "deleted", text: uploadWords.wasDeleted, retry: false } };
  }
}

function outcomeOf({ status, playback, error }: Video): Outcome {
  // What failed later takes nothing away from what plays.
  if (playback !== null || status === "done") return { kind: "taken" };
  if (status !== "failed" && status !== "aborted") return { kind: "unknown" };
  const refusal = refusalOf(error?.code);
  const text = refusal === null ? describeFault(error) : uploadWords.refused(refusal.title, refusal.advice);
  return { kind: "refused", problem: { code: error?.code ?? status, text, retry: false } };
}
