/** How sharp the video is: by the connection, one rung, or the original; also what is still being made. */
import { playerWords } from "@/words/player";

import { qualityEntries, shownQuality, type Quality, type QualityFacts } from "../lib/quality/quality";
import { PlayerMenu } from "./player-menu";

interface QualityMenuProps {
  facts: QualityFacts;
  onChoose: (quality: Quality) => void;
  onOpenChange: (open: boolean) => void;
}

export function QualityMenu({ facts, onChoose, onOpenChange }: QualityMenuProps) {
  const entries = qualityEntries(facts);
  // One entry is no choice.
  if (entries.length < 2) return null;
  const shown = shownQuality(facts);
  const chosen = entries.find((entry) => entry.checked)?.label ?? shown;
  return (
    <PlayerMenu
      name={playerWords.quality}
      shown={shown}
      spoken={chosen}
      options={entries}
      onChoose={onChoose}
      onOpenChange={onOpenChange}
    />
  );
}
