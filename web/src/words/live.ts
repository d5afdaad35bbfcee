/** What is said over a recording that is watched while it is made. */

export const liveWords = {
  live: "LIVE",
  goLive: "Go live",
  quiet: "Nothing new comes just now: the recording may be paused.",
  withSound: "Turn the sound on",
  notGoneOn: "The finished recording could not be shown. Load the page again.",
};
