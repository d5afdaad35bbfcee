/** How the film should be, and the button that has it made. */
import { useState } from "react";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { SelectField } from "@/components/select-field";
import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";
import { multitrackWords } from "@/words/multitrack";

import { useCompileFilm } from "../api/compile-film";
import { QUALITIES, RESOLUTIONS, resolutionWords, USUAL } from "../compile-choices";

interface CompileFormProps {
  multitrackId: string;
  action: string;
}

export function CompileForm({ multitrackId, action }: CompileFormProps) {
  const [choices, setChoices] = useState(USUAL);
  const compiling = useCompileFilm(multitrackId);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        compiling.mutate(choices);
      }}
    >
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <fieldset className="min-w-0 max-sm:w-full">
          <legend className="mb-1.5 text-[13px] font-[550]">{multitrackWords.quality}</legend>
          <div className="flex gap-0.5 rounded-control bg-sunk p-[3px]">
            {QUALITIES.map((quality) => (
              <label
                key={quality}
                className="grid h-[34px] flex-1 cursor-pointer place-items-center rounded-[7px] px-3.5 text-[13px] font-[550] text-muted hover:text-ink has-checked:bg-panel has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name={`quality-${multitrackId}`}
                  className="sr-only"
                  checked={choices.quality === quality}
                  onChange={() => setChoices({ ...choices, quality })}
                />
                {multitrackWords.qualities[quality]}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="w-44 max-sm:w-full">
          <SelectField
            label={multitrackWords.size}
            value={choices.resolution}
            options={RESOLUTIONS.map((value) => ({ value, label: resolutionWords(value) }))}
            onChange={(resolution) => setChoices({ ...choices, resolution })}
          />
        </div>
        <Button type="submit" kind="primary" busy={compiling.isPending} className="h-10 max-sm:w-full">
          {action}
        </Button>
      </div>
      <p className="mt-2 text-[12.5px] text-faint">{multitrackWords.qualityHints[choices.quality]}</p>
      {compiling.isError && (
        <div className="mt-3">
          <Notice>{commonWords.notStarted(describeError(compiling.error))}</Notice>
        </div>
      )}
    </form>
  );
}
