/** Gives bytes of a recording to the person as a file. */

export function saveFile(bytes: Blob, name = "recording"): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.${bytes.type.includes("mp4") ? "mp4" : "webm"}`;
  link.click();
  // The download has taken the data by the next turn in every browser; a minute costs nothing.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
