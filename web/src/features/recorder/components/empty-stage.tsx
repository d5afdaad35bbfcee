/** Nothing chosen yet: the one thing to do next. */
import { ShortcutKey } from "@/components/shortcut-key";
import { recorderWords } from "@/words/recorder";

import { StagePicture } from "./stage-picture";

function keys(): readonly (readonly [key: string, meaning: string])[] {
  return [
    ["R", recorderWords.keyRecord],
    [recorderWords.space, recorderWords.keyPause],
    [recorderWords.escape, recorderWords.keyLeave],
  ];
}

export function EmptyStage({ screen, choosing }: { screen: boolean; choosing: boolean }) {
  return (
    <div className="absolute inset-0 grid place-items-center p-5 text-center not-tall:p-2">
      <div className="flex max-w-[460px] flex-col items-center gap-3">
        <div className="not-tall:hidden">
          <StagePicture screen={screen} />
        </div>
        <h1 className="mt-3 text-[clamp(18px,3.4cqw,26px)] leading-tight font-[650] tracking-[-0.02em]">
          {choosing ? recorderWords.browserAsks : recorderWords.whatToShow}
        </h1>
        <p className="text-balance text-muted">{textOf(screen, choosing)}</p>
        <ul className="mt-3 flex items-center gap-5 text-[12.5px] text-muted max-sm:hidden not-tall:hidden pointer-coarse:hidden">
          {keys().map(([key, meaning]) => (
            <li key={key} className="flex items-center gap-1.5">
              <ShortcutKey>{key}</ShortcutKey> {meaning}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function textOf(screen: boolean, choosing: boolean): string {
  if (choosing) return recorderWords.allowIt;
  return screen ? recorderWords.turnOnScreen : recorderWords.turnOnCamera;
}
