/** Says what still stands uncovered on a video's screen to whoever has just given its link away. Loaded when it is needed. */
import { api, call } from "@/lib/api-client";
import { amounts } from "@/lib/secret-amounts";
import { redactionWords } from "@/words/redaction";

import { showToast } from "./toast-store";

/** Says nothing where nothing was found, and where the asker may not know: the link is theirs to give all the same. */
export async function warnOfSecrets(videoId: string): Promise<void> {
  try {
    const found = await call(api.GET("/video/{video_id}/secrets", { params: { path: { video_id: videoId } } }));
    const open = found.items.filter((each) => each.decision === "open");
    if (open.length > 0) showToast(redactionWords.foundAfterCopy(redactionWords.found(amounts(open))), "trouble");
  } catch {
    // It was no answer to a question of theirs.
  }
}
