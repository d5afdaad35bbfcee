/** Which container and codecs to record in. */

/** VP9 keeps screen text sharp at the lowest bit rate; MP4 is for browsers without WebM. */
const PREFERENCE = [
  "video/webm;codecs=vp9,opus",
  "video/webm;codecs=vp8,opus",
  "video/webm",
  "video/mp4",
] as const;

/** What this browser says it can record, best first. It may be wrong: starting the recorder tells. */
export function recordableTypes(isTypeSupported: (type: string) => boolean): string[] {
  return PREFERENCE.filter((type) => isTypeSupported(type));
}
