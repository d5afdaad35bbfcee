/** The promise, for each track: what is stored, what is on its way, what is only on this device. */
import { LogInAgain } from "@/components/log-in-again";
import { SafetyLine } from "@/components/safety-line";
import type { TrackName } from "@/lib/api-types";
import { useNow } from "@/lib/use-now";
import { useOnline } from "@/lib/use-online";
import { safetyWords, type SafetyFacts } from "@/recording/chunk-upload/safety";
import type { MultitrackView, MultitrackRun } from "@/recording/multitrack/multitrack-run";
import { multitrackWords } from "@/words/multitrack";


const TRACKS: readonly TrackName[] = ["video", "audio"];

interface TrackLinesProps {
  run: MultitrackRun;
  view: MultitrackView;
}

export function TrackLines({ run, view }: TrackLinesProps) {
  const online = useOnline();
  useNow(1000);
  return (
    <div className="flex flex-col gap-2">
      {TRACKS.map((track) => {
        const upload = view.tracks[track];
        const facts = { upload, online, keptSeconds: run.keptSeconds(track), quiet: view.quiet[track] };
        const words = safetyWords({ ...facts, phase: phaseOf(view), risk: null });
        return (
          <div key={track} data-track={track} className="flex items-center gap-3">
            <span className="w-14 shrink-0 text-[13px] font-[550]">{multitrackWords.tracks[track]}</span>
            <SafetyLine words={words} className="min-w-0 flex-1 max-sm:min-h-11" />
          </div>
        );
      })}
      {TRACKS.some((track) => view.tracks[track].signedOut) && (
        <div>
          <LogInAgain />
        </div>
      )}
    </div>
  );
}

function phaseOf({ phase }: MultitrackView): SafetyFacts["phase"] {
  if (phase === "recording") return "during";
  return phase === "stopping" || phase === "done" ? "stopping" : "before";
}
