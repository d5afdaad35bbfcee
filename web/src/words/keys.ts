/** What the list of the watch page's keys says. */

export const keysWords = {
  keyboard: "Keyboard",
  space: "Space",
  playOrPause: "Play or pause",
  tenSeconds: "10 seconds back or forward",
  fiveSeconds: "5 seconds back or forward",
  oneFrame: "One frame back or forward",
  jump: "Jump to 0 % – 90 %",
  commentHere: "Comment at this moment",
  drawHere: "Draw on this moment",
  raiseHand: "Raise or lower your hand, when others are here",
  soundOnOff: "Sound on or off",
  fullScreen: "Full screen",
  pip: "Picture in picture",
  thisList: "This list",
};
