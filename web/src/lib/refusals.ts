/** A file that cannot become a video: what is the matter in a few words, and what a person can do now. */

export interface Refusal {
  title: string;
  advice: string;
}

const REFUSALS: Partial<Record<string, Refusal>> = {
  infected: {
    title: "This file carries a virus",
    advice: "It is locked away and nobody can open it. Check the computer it came from, then upload a clean copy.",
  },
  not_a_video: {
    title: "This file is not a video",
    advice: "Open it on your computer: if it does not play there either, export it again and upload that.",
  },
  unsupported_media: {
    title: "This kind of file is not taken",
    advice: "Export it as MP4 or WebM and upload that.",
  },
  unsupported_codec: {
    title: "This video is in a format that cannot be read here",
    advice: "Export it as MP4 with H.264 and upload that.",
  },
  too_long: {
    title: "This video is too long",
    advice: "Cut it into parts and upload them one by one.",
  },
  dimensions_too_large: {
    title: "This picture is too large",
    advice: "Export it in a smaller size, such as 4K, and upload that.",
  },
  no_frames: {
    title: "There is no picture and no sound in this video",
    advice: "Export or record it again.",
  },
};

export function refusalOf(code: string | undefined): Refusal | null {
  return code === undefined ? null : (REFUSALS[code] ?? null);
}
