/** What can be said against a file before any of it is sent; the server looks into it afterwards. */
import { uploadWords } from "@/words/upload";

export interface Problem {
  code: string;
  /** For a person. */
  text: string;
  /** Trying again may help. */
  retry: boolean;
}

const MEDIA_TYPE = /^(video|audio)\//;
/** Browsers know few of these types, so the name decides where they say nothing. */
const MEDIA_NAME =
  /\.(mp4|m4v|mov|qt|webm|mkv|avi|wmv|asf|flv|f4v|mpe?g|mpe|m2v|m2ts|mts|ts|3gp|3g2|ogv|ogg|ogm|vob|mxf|divx|dv|mp3|m4a|aac|wav|flac|opus|oga|wma)$/i;

export function problemOfFile(file: File): Problem | null {
  if (!MEDIA_TYPE.test(file.type) && !MEDIA_NAME.test(file.name)) {
    return { code: "not_a_video", text: uploadWords.noVideo, retry: false };
  }
  if (file.size === 0) return { code: "empty", text: uploadWords.emptyFile, retry: false };
  return null;
}
