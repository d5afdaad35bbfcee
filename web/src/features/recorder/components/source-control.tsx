/** One source in the dock: its toggle, its level, its devices. */
import { useEffect, useState } from "react";

import { NO_DEVICES, plainName, watchDevices } from "@/recording/capture/devices";
import { isSwitchable, type Source } from "@/recording/lifecycle/state";
import type { RecorderRun } from "@/recording/run/recorder-run";
import type { RunView } from "@/recording/run/types";
import { commonWords } from "@/words/common";
import { recorderWords } from "@/words/recorder";

import { DeviceSelect } from "./device-select";
import { LevelMeter } from "./level-meter";
import { SourceLabel } from "./source-label";
import { SourceToggle } from "./source-toggle";

function chooseWords(source: Source): string {
  if (source === "screen") return "";
  return source === "camera" ? recorderWords.chooseCamera : recorderWords.chooseMicrophone;
}

interface SourceControlProps {
  source: Source;
  run: RecorderRun;
  view: RunView;
}

export function SourceControl({ source, run, view }: SourceControlProps) {
  const { recorder, rig } = view;
  const name = commonWords[source];
  const live = recorder.live[source];
  const [found, setFound] = useState(NO_DEVICES);
  // Devices have names once the person allowed one: look again when this one comes or goes.
  useEffect(() => watchDevices(setFound), [live]);
  const muted = source === "microphone" && recorder.muted;
  const meter = source === "microphone" && live ? <LevelMeter level={run.level} muted={muted} /> : null;
  if (!isSwitchable(recorder, source)) {
    return (
      <SourceLabel icon={source} name={name}>
        {meter}
      </SourceLabel>
    );
  }
  const devices = source === "screen" || !live ? [] : found[source];
  const label = rig.labels[source];
  return (
    <span className="flex">
      <SourceToggle
        icon={source}
        name={name}
        on={live && !muted}
        waiting={recorder.pending.includes(source)}
        detail={source === "screen" || label === null ? null : plainName(label)}
        joined={devices.length > 1}
        onToggle={() => run.dispatch({ type: "toggle", source })}
      >
        {meter}
      </SourceToggle>
      {devices.length > 1 && (
        <DeviceSelect
          label={chooseWords(source)}
          devices={devices}
          value={rig.deviceIds[source]}
          onChoose={(deviceId) => run.dispatch({ type: "choose-device", source, deviceId })}
        />
      )}
    </span>
  );
}
