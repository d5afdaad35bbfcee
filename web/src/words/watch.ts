/** What the watch page says around the player: heading, guide, comments, text on screen. */
import { speak } from "./speak";

export const watchWords = speak("watch", {
  loadingRecording: "Loading the recording",
  wasDeleted: "This recording was deleted",
  ownerRemoved: "Its owner removed it, with its guide and its comments.",
  notForYou: "There is no recording here for you",
  notForYouWhy: "It was deleted, the link is not complete, or it belongs to somebody who has not shared it with you.",
  notLoaded: "The recording could not be loaded",
  safeInStorage: (why: string) => `${why} The recording itself is safe in storage.`,
  rungDone: (name: string) => `${name} done`,
  download: "Download",
  downloadMp4: "Download as MP4",
  more: "More",
  readAgain: "Read the screen again",
  readingAgain: "Reading the screen again",
  about: "About this recording",
  panel: "Panel",
  guide: "Guide",
  comments: "Comments",
  textOnScreen: "Text on screen",
  panelNotLoaded: "This part of the page could not be loaded",
  panelNotLoadedWhy: "Check your connection, then reload the page.",
  loadingGuide: "Loading the guide",
});
