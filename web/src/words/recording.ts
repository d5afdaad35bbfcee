/** What the recording engine has to say: where the bytes are, and what went wrong. */

/** What happened, and what to do now. */
type Words = readonly [title: string, advice: string];

/** By the code of the fault that ended it. */
const upload: Readonly<Partial<Record<string, Words>>> = {
  recording_too_large: ["The recording reached the largest size.", "Everything up to there is stored. Record the rest as a second one."],
  quota_exceeded: ["Your storage is full.", "Everything up to here is stored. Delete recordings you no longer need, then record again."],
  superseded: ["Another window sends this recording now.", "Go on there, or record again here."],
  already_finished: ["The server ended this recording while you were away.", "Everything it had by then is stored."],
  aborted: ["This recording was thrown away.", "It was discarded in another window."],
  not_found: ["This recording was deleted.", "It is gone from the server. You can record again."],
  empty_recording: ["Nothing was recorded.", "The browser gave no picture. Choose the source again and record again."],
  token_expired: ["This recording ran longer than the server allows.", "Everything it has by now is stored."],
  not_authenticated: [
    "The server no longer takes this recording.",
    "Everything it has by now is stored. Log in again to record another.",
  ],
};

export const recordingWords = {
  risks: {
    full: "This device is full: a reload would lose what is not stored yet",
    unavailable: "This browser keeps no copy: a reload would lose what is not stored yet",
  },
  goesToStorage: "Goes to storage while you record",
  nothingNew: "Nothing new:",
  recorderSilent: "the browser's recorder is silent",
  bytesReached: (bytes: string) => `${bytes} reached the server`,
  reached: "reached the server",
  onlyHere: (bytes: string) => `${bytes} only on this device`,
  waitingForFirst: "Waiting for the first bytes",
  sendingFirst: "Sending the first bytes",
  onItsWayToStorage: "on its way to storage",
  onItsWay: (bytes: string) => `${bytes} on its way`,
  safe: "safe in storage",
  allSafe: "all sent so far is safe",
  secondsKept: (seconds: number) => `${seconds} s kept on this device`,
  loggedOut: "Logged out:",
  onceLoggedIn: (kept: string) => `${kept}, going on once you log in again`,
  connectionLost: "Connection lost:",
  tryingAgain: (kept: string) => `${kept}, trying again`,
  offline: "Offline:",
  onceBack: (kept: string) => `${kept}, sending when you are back`,
  sendingLast: (bytes: string) => `Sending the last ${bytes}`,
  puttingTogether: "putting it together",
  all: (bytes: string) => `All ${bytes}`,

  nouns: { screen: "screen", camera: "camera", microphone: "microphone" },
  buttons: { screen: "Screen", camera: "Camera", microphone: "Microphone" },
  withoutMicrophone: " Or press Start recording to go on without sound from it.",
  forbidden: (noun: string): Words => [`This page may not use the ${noun}.`, "A rule of your browser or organisation forbids it. Ask whoever manages it."],
  notThere: (noun: string, button: string): Words => [`No ${noun} was found.`, `Plug one in, or choose another one, then press ${button} again.`],
  busy: (noun: string, button: string): Words => [`The ${noun} is busy.`, `Close the other app or tab that uses it, then press ${button} again.`],
  needsFront: (noun: string, button: string): Words => [`The ${noun} needs this tab in front.`, `Come back to this tab and press ${button} again.`],
  notStarted: (noun: string, button: string): Words => [`The ${noun} did not start.`, `Reload the page, then press ${button} again.`],
  notAllowedYet: (noun: string, button: string): Words => [`The ${noun} was not allowed yet.`, `Press ${button} again and choose Allow.`],
  keptBySystem: (noun: string, button: string): Words => [
    `Your computer keeps the ${noun} from this browser.`,
    `Allow it in the system's privacy settings, then press ${button} again.`,
  ],
  blocked: (noun: string, button: string): Words => [
    `The ${noun} is blocked for this page.`,
    `Allow it beside the address bar, then press ${button} again.`,
  ],
  left: {
    screen: ["Sharing of the screen has ended.", "Press Screen to choose another one."] as Words,
    camera: ["The camera is gone.", "Plug it in again or choose another one; what was recorded is kept."] as Words,
    microphone: [
      "The microphone is gone: there is no sound from it now.",
      "Plug it in again or choose another one; what was recorded is kept.",
    ] as Words,
  },
  pictureEnded: ["The picture ended, so the recording does too.", "All of it up to here is kept."] as Words,
  screenKeptBySystem: [
    "Your computer keeps the screen from this browser.",
    "Allow screen recording in the system's privacy settings, then press Screen again.",
  ] as Words,
  noScreenChosen: [
    "No screen was chosen.",
    "Press Screen and choose a screen, a window or a tab. If nothing opens, allow sharing beside the address bar.",
  ] as Words,
  startUnreachable: [
    "The server cannot be reached.",
    "Nothing was recorded. Check your connection, then press Start recording again.",
  ] as Words,
  startRefused: (why: string): Words => ["The server did not take this recording.", `${why} Nothing was recorded.`],
  startFailed: ["The server has a problem.", "Nothing was recorded. Try again in a minute."] as Words,
  cannotRecordThis: ["This browser cannot record this picture.", "Use a current Chrome, Edge, Firefox or Safari."] as Words,
  gaveNothing: [
    "Nothing was recorded, because the browser gave no picture.",
    "Choose the source again and record again. If that does not help, use a current Chrome, Edge, Firefox or Safari.",
  ] as Words,
  gaveNoMore: [
    "The browser recorded nothing any more.",
    "What was recorded up to here is kept. Choose the source again and record the rest as a second one.",
  ] as Words,
  stopped: ["The browser stopped recording.", "What was recorded up to here is kept."] as Words,
  quiet: [
    "The browser gives nothing to record.",
    "It is tried in another way. If your picture moves and this stays, stop and record again; what was recorded is kept.",
  ] as Words,
  silentMicrophone: [
    "No sound comes from the microphone.",
    "Look whether it is muted, on the device or in the system's settings, or choose another one.",
  ] as Words,
  withoutSystemSound: [
    "Only the microphone is recorded, not the sound of what you share.",
    "This browser mixes sounds only where it can play sound. Connect a speaker or headphones, or turn the microphone off.",
  ] as Words,
  upload,
  brokeOff: (why: string): Words => ["Sending broke off.", `${why} Everything the server has by now is stored.`.trimStart()],
  needsSecure: ["Recording needs a secure address.", "Open this page by https, or on the computer it runs on by localhost."] as Words,
  cannotRecord: ["This browser cannot record.", "Use a current Chrome, Edge, Firefox or Safari."] as Words,

  tracks: {
    mayNotUse: (noun: string) => `The browser may not use the ${noun} or the microphone. Allow both in the address bar, then try again.`,
    notThere: "There is no camera or no microphone. Plug it in, then try again.",
    busy: "Another program uses the camera or the microphone. Close it, then try again.",
    cannotApart: "This browser cannot record picture and sound apart.",
    notStarted: "The recording could not be started. Try again.",
    gaveNothing: "Nothing was recorded of one track, because the browser gave nothing. Choose the sources again, then try again.",
    stopped: "The browser stopped recording. What was recorded before is safe.",
    notToItsEnd: "The recording could not be sent to its end. What arrived is kept.",
    storageFull: "Your storage is full. What arrived before is kept.",
    ended: (why: string) => `${why} What arrived before is kept.`,
  },
};
