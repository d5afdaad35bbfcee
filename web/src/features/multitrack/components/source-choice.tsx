/** Camera or screen, and which devices. */
import { useEffect, useState } from "react";

import { Icon } from "@/components/icon";
import { SelectField } from "@/components/select-field";
import { NO_DEVICES, watchDevices } from "@/recording/capture/devices";
import type { Sources } from "@/recording/multitrack/multitrack-run";
import { commonWords } from "@/words/common";
import { multitrackWords } from "@/words/multitrack";

const PICTURES = ["camera", "screen"] as const;

interface SourceChoiceProps {
  sources: Sources;
  /** Whether this browser can share a screen. */
  screen: boolean;
  disabled: boolean;
  /** Devices have names once the person allowed one: look again when this changes. */
  moment: unknown;
  onChange: (sources: Sources) => void;
}

export function SourceChoice({ sources, screen, disabled, moment, onChange }: SourceChoiceProps) {
  const [devices, setDevices] = useState(NO_DEVICES);
  useEffect(() => watchDevices(setDevices), [moment]);
  return (
    <fieldset disabled={disabled} className="flex flex-col gap-3 disabled:opacity-60">
      <legend className="sr-only">{multitrackWords.whatToRecord}</legend>
      <div role="group" aria-label={multitrackWords.picture} className="grid grid-cols-2 gap-0.5 rounded-control bg-sunk p-[3px]">
        {PICTURES.map((picture) => (
          <button
            key={picture}
            type="button"
            aria-pressed={sources.picture === picture}
            disabled={picture === "screen" && !screen}
            onClick={() => onChange({ ...sources, picture })}
            className="flex h-9 items-center justify-center gap-2 rounded-[7px] font-[550] text-muted hover:text-ink disabled:opacity-50 aria-pressed:bg-panel aria-pressed:text-ink aria-pressed:shadow-card"
          >
            <Icon name={picture} size={16} />
            {commonWords[picture]}
          </button>
        ))}
      </div>
      {sources.picture === "camera" && devices.camera.length > 1 && (
        <SelectField
          label={commonWords.camera}
          value={sources.cameraId ?? ""}
          options={[{ value: "", label: multitrackWords.defaultCamera }, ...devices.camera.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(id) => onChange({ ...sources, cameraId: id === "" ? null : id })}
        />
      )}
      <SelectField
        label={commonWords.microphone}
        value={sources.microphoneId ?? ""}
        options={[
          { value: "", label: multitrackWords.defaultMicrophone },
          ...devices.microphone.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => onChange({ ...sources, microphoneId: id === "" ? null : id })}
      />
    </fieldset>
  );
}
