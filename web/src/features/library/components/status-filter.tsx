/** Which recordings to show: all, or those in one state. */
import type { VideoStatus } from "@/lib/api-types";
import { libraryWords } from "@/words/library";

import { statusChoices } from "../status-choices";

interface StatusFilterProps {
  status: VideoStatus | null;
  onChange: (status: VideoStatus | null) => void;
}

export function StatusFilter({ status, onChange }: StatusFilterProps) {
  return (
    <div role="group" aria-label={libraryWords.show} className="flex gap-0.5 rounded-control bg-sunk p-[3px]">
      {statusChoices().map((choice) => (
        <button
          key={choice.label}
          type="button"
          aria-pressed={status === choice.status}
          onClick={() => onChange(choice.status)}
          className="h-7 rounded-[7px] px-2.5 text-[13px] font-[550] text-muted hover:text-ink aria-pressed:bg-panel aria-pressed:text-ink aria-pressed:shadow-card"
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
