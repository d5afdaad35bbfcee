/** What was said about a video as a file, saved under the name that the server gives it. */
import { useMutation } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { ApiError } from "@/lib/api-error";
import type { AnnotationFormat } from "@/lib/api-types";
import { saveAs, saveFrom } from "@/lib/save-as";
import { threadWords } from "@/words/threads";

/** How often the page asks how far a sheet is. */
const ASK_MS = 700;
/** After so long nobody waits for it any more. */
const LONGEST_MS = 10 * 60_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const EXACT = /filename\*=UTF-8''([^;]+)/i;
const PLAIN = /filename="([^"]+)"/i;

/** The file and its name. Throws ApiError. */
export async function annotationsFile(videoId: string, format: AnnotationFormat): Promise<{ bytes: Blob; name: string }> {
  const params = { path: { video_id: videoId }, query: { format } };
  const answer = api.GET("/video/{video_id}/annotations/export", { params, parseAs: "blob" });
  const bytes = await call(answer);
  const named = (await answer).response.headers.get("Content-Disposition") ?? "";
  return { bytes, name: nameIn(named) ?? `comments.${format}` };
}

function nameIn(disposition: string): string | null {
  const exact = EXACT.exec(disposition)?.[1];
  return exact ? decodeURIComponent(exact) : (PLAIN.exec(disposition)?.[1] ?? null);
}

/** The address that saves the sheet, once it is made. Throws ApiError. */
export async function sheetUrl(videoId: string, askMs = ASK_MS): Promise<string> {
  const until = Date.now() + LONGEST_MS;
  // A guest sends no cookies: the page says which language it is in.
  const language: "en" | "de" = document.documentElement.lang === "de" ? "de" : "en";
  const params = { path: { video_id: videoId }, query: { language } };
  for (;;) {
    const sheet = await call(api.GET("/video/{video_id}/annotations/sheet", { params }));
    if (sheet.state === "done" && sheet.url !== null) return sheet.url;
    if (sheet.state === "failed" || Date.now() > until) throw new ApiError("export_failed", threadWords.exportFailed, 0);
    await pause(askMs);
  }
}

export function useExportAnnotations(videoId: string) {
  return useMutation({
    mutationFn: async (format: AnnotationFormat | "pdf") => {
      if (format === "pdf") saveFrom(await sheetUrl(videoId));
      else {
        const { bytes, name } = await annotationsFile(videoId, format);
        saveAs(bytes, name);
      }
    },
  });
}
