/** How this browser plays HLS: by hls.js over Media Source Extensions, by itself, or not at all. */

export type HlsSupport = "mse" | "native" | "none";

/** What every rung can be counted on to be, for asking the browser. */
const PLAIN_MP4 = 'video/mp4; codecs="avc1.42E01E,mp4a.40.2"';

interface MediaSources {
  MediaSource?: { isTypeSupported?: (type: string) => boolean };
  ManagedMediaSource?: { isTypeSupported?: (type: string) => boolean };
}

export function hlsSupport(sources: MediaSources = globalThis, element = document.createElement("video")): HlsSupport {
  const source = sources.ManagedMediaSource ?? sources.MediaSource;
  if (source?.isTypeSupported?.(PLAIN_MP4)) return "mse";
  return element.canPlayType("application/vnd.apple.mpegurl") === "" ? "none" : "native";
}
