/** The guide as a file: asked for, waited for, and saved. */
import { useMutation } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { ApiError } from "@/lib/api-error";
import type { GuideFormat } from "@/lib/api-types";
import { saveFrom } from "@/lib/save-as";
import { guideWords } from "@/words/guide";

/** How often the page asks how far a file is. */
const ASK_MS = 700;
/** After so long somebody is told that it takes long, instead of waiting for ever. */
const LONGEST_MS = 10 * 60_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The address that saves the file, once it is made. Throws ApiError. */
export async function guideFile(videoId: string, format: GuideFormat, askMs = ASK_MS): Promise<string> {
  const until = Date.now() + LONGEST_MS;
  // A guest sends no cookies: the page says which language it is in.
  const language: "en" | "de" = document.documentElement.lang === "de" ? "de" : "en";
  const params = { path: { video_id: videoId }, query: { format, language } };
  for (;;) {
    const file = await call(api.GET("/video/{video_id}/document/export", { params }));
    if (file.state === "done" && file.url !== null) return file.url;
    if (file.state === "failed") throw new ApiError("export_failed", guideWords.exportFailed, 0);
    if (Date.now() > until) throw new ApiError("export_slow", guideWords.exportSlow, 0);
    await pause(askMs);
  }
}

export function useExportGuide(videoId: string) {
  return useMutation({
    mutationFn: (format: GuideFormat) => guideFile(videoId, format),
    onSuccess: saveFrom,
  });
}
