/** Three, two, one, over the picture. */
import { Button } from "@/components/button";

export function Countdown({ seconds, onCancel }: { seconds: number; onCancel: () => void }) {
  return (
    <div className="absolute inset-0 grid place-items-center bg-black/60">
      <div className="flex flex-col items-center gap-5 text-white">
        <p
          key={seconds}
          role="status"
          aria-label={seconds > 0 ? `Recording starts in ${seconds}` : "Connecting"}
          className="num animate-rise text-[clamp(72px,22cqh,168px)] leading-none font-[650] tracking-[-0.04em]"
        >
          {seconds > 0 ? seconds : <span className="text-2xl tracking-normal">Connecting…</span>}
        </p>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  );
}
