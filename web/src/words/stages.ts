/** What the pipeline's stages do, and what is the matter with a file that cannot become a video. */

export interface Refusal {
  title: string;
  advice: string;
}

type ByName<Value> = Readonly<Partial<Record<string, Value>>>;

const doing: ByName<string> = {
  finalize: "Saving the recording",
  scan: "Looking for viruses",
  vet: "Looking for viruses",
  compile: "Joining picture and sound",
  probe: "Reading the video",
  thumbnails: "Making the poster",
  storyboard: "Making the scrubbing pictures",
  transcode: "Making HD",
  frames: "Looking at the screen",
  text: "Reading the text on screen",
  document: "Writing the guide",
  redact: "Covering secrets",
  reopen: "Showing it to others again",
};

const failed: ByName<string> = {
  finalize: "Saving failed",
  scan: "Virus scan failed",
  vet: "Virus scan failed",
  compile: "Joining failed",
  probe: "Reading failed",
  thumbnails: "Poster failed",
  storyboard: "Scrubbing pictures failed",
  transcode: "HD failed",
  frames: "Guide failed",
  text: "Text failed",
  document: "Guide failed",
  redact: "Covering failed",
  reopen: "Showing it to others failed",
};

/** What still works when a stage of a video that plays has failed. */
const still: ByName<string> = {
  vet: "The video itself plays; nobody has looked for viruses in it.",
  thumbnails: "The video itself plays.",
  storyboard: "The video itself plays.",
  transcode: "The original still plays.",
  redact: "Until it is covered only you can watch the video.",
  reopen: "Until what was there before is removed only you can watch the video.",
};

const refusals: ByName<Refusal> = {
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

export const stageWords = {
  doing,
  failed,
  still,
  refusals,
  processing: "Processing",
  stepFailed: "A step failed",
  recordingPlays: "The recording itself plays.",
};
