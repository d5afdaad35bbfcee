/** Gives bytes of a recording to the person as a file. */
import { saveAs } from "@/lib/save-as";

export function saveFile(bytes: Blob, name = "recording"): void {
  saveAs(bytes, `${name}.${bytes.type.includes("mp4") ? "mp4" : "webm"}`);
}
