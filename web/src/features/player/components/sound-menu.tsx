/** Which of a video's sounds is heard: languages, commentaries. */
import { playerWords } from "@/words/player";

import { soundMark, soundOptions, type SoundFacts } from "../lib/sound/sound";
import { PlayerMenu } from "./player-menu";

interface SoundMenuProps {
  facts: SoundFacts;
  onChoose: (name: string) => void;
  onOpenChange: (open: boolean) => void;
}

export function SoundMenu({ facts, onChoose, onOpenChange }: SoundMenuProps) {
  // One sound is no choice.
  if (facts.sounds.length < 2) return null;
  const options = soundOptions(facts);
  const shown = soundMark(facts);
  return (
    <PlayerMenu
      name={playerWords.sound}
      shown={shown}
      spoken={options.find(({ checked }) => checked)?.label ?? shown}
      options={options}
      onChoose={onChoose}
      onOpenChange={onOpenChange}
    />
  );
}
