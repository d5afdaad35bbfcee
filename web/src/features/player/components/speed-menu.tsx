/** How fast the video plays. */
import { useMediaSelector } from "media-chrome/react/media-store";

import { formatNumber } from "@/lib/format";
import { playerWords } from "@/words/player";

import { usePlayerActions } from "../lib/use-player";
import { PlayerMenu } from "./player-menu";

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
const rateText = (rate: number): string => `${formatNumber(rate)}×`;

export function SpeedMenu({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const { setRate } = usePlayerActions();
  const rate = useMediaSelector((state) => state.mediaPlaybackRate ?? 1);
  return (
    <PlayerMenu
      name={playerWords.speed}
      shown={rateText(rate)}
      spoken={rateText(rate)}
      options={RATES.map((each) => ({ value: String(each), label: rateText(each), checked: each === rate }))}
      onChoose={(value) => setRate(Number(value))}
      onOpenChange={onOpenChange}
    />
  );
}
