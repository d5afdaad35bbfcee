/** Which container and codecs to record in. */

/** Which tracks a recording has. */
export interface Tracks {
  picture: boolean;
  sound: boolean;
}

/**
 * VP9 keeps screen text sharp at the lowest bit rate; MP4 is for browsers without WebM. A type names exactly the tracks
 * there are: a browser that is promised a sound which never comes may wait for it, and give nothing at all.
 */
const PREFERENCE = {
  both: ["video/webm;codecs=vp9,opus", "video/webm;codecs=vp8,opus", "video/webm", "video/mp4"],
  picture: ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm", "video/mp4"],
  sound: ["audio/webm;codecs=opus", "audio/webm", "audio/mp4"],
} as const;

type TypeTest = (type: string) => boolean;

export function tracksOf(stream: MediaStream): Tracks {
  return { picture: stream.getVideoTracks().length > 0, sound: stream.getAudioTracks().length > 0 };
}

/** What this browser says it can record of such tracks, best first. It may be wrong: recording tells. */
export function recordableTypes(
  { picture, sound }: Tracks,
  isTypeSupported: TypeTest = (type) => MediaRecorder.isTypeSupported(type),
): string[] {
  const wanted = PREFERENCE[picture && sound ? "both" : picture ? "picture" : "sound"];
  return wanted.filter((type) => isTypeSupported(type));
}

/** "video/webm" of "video/webm;codecs=vp9": bytes of one container cannot go on in another. */
export function containerOf(type: string): string {
  return type.split(";")[0]?.trim().toLowerCase() ?? "";
}
