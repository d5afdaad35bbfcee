/** Three, two, one, over the picture. */
import { Button } from "@/components/button";
import { commonWords } from "@/words/common";
import { recorderWords } from "@/words/recorder";

export function Countdown({ seconds, onCancel }: { seconds: number; onCancel: () => void }) {
  return (
    <div className="absolute inset-0 grid place-items-center bg-black/60">
      <div className="flex flex-col items-center gap-5 text-white">
        <p
          key={seconds}
          role="status"
          aria-label={seconds > 0 ? recorderWords.startsIn(seconds) : recorderWords.connecting}
          className="num animate-rise text-[clamp(72px,22cqh,168px)] leading-none font-[650] tracking-[-0.04em]"
        >
          {seconds > 0 ? seconds : <span className="text-2xl tracking-normal">{recorderWords.connectingNow}</span>}
        </p>
        <Button onClick={onCancel}>{commonWords.cancel}</Button>
      </div>
    </div>
  );
}
