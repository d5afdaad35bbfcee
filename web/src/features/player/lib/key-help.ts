/** The keys of the watch page as people learn them. */
import { keysWords } from "@/words/keys";

/** In the order of learning. */
export function keyHelp(): { keys: string[]; does: string }[] {
  return [
    { keys: [keysWords.space, "K"], does: keysWords.playOrPause },
    { keys: ["J", "L"], does: keysWords.tenSeconds },
    { keys: ["←", "→"], does: keysWords.fiveSeconds },
    { keys: [",", "."], does: keysWords.oneFrame },
    { keys: ["0", "–", "9"], does: keysWords.jump },
    { keys: ["C"], does: keysWords.commentHere },
    { keys: ["D"], does: keysWords.drawHere },
    { keys: ["H"], does: keysWords.raiseHand },
    { keys: ["M"], does: keysWords.soundOnOff },
    { keys: ["F"], does: keysWords.fullScreen },
    { keys: ["P"], does: keysWords.pip },
    { keys: ["?"], does: keysWords.thisList },
  ];
}
