/** One source in the dock: its toggle, its level, its devices. */
import { useEffect, useState } from "react";

import type { IconName } from "@/components/icon";
import { NO_DEVICES, plainName, watchDevices } from "@/recording/capture/devices";
import { isSwitchable, type Source } from "@/recording/lifecycle/state";
import type { RecorderRun } from "@/recording/run/recorder-run";
import type { RunView } from "@/recording/run/types";

import { DeviceSelect } from "./device-select";
import { LevelMeter } from "./level-meter";
import { SourceLabel } from "./source-label";
import { SourceToggle } from "./source-toggle";

const NAMES: Record<Source, { name: string; icon: IconName; choose: string }> = {
  screen: { name: "Screen", icon: "screen", choose: "" },
  camera: { name: "Camera", icon: "camera", choose: "Choose camera" },
  microphone: { name: "Microphone", icon: "microphone", choose: "Choose microphone" },
};

interface SourceControlProps {
  source: Source;
  run: RecorderRun;
  view: RunView;
}

export function SourceControl({ source, run, view }: SourceControlProps) {
  const { recorder, rig } = view;
  const { name, icon, choose } = NAMES[source];
  const live = recorder.live[source];
  const [found, setFound] = useState(NO_DEVICES);
  // Devices have names once the person allowed one: look again when this one comes or goes.
  useEffect(() => watchDevices(setFound), [live]);
  const muted = source === "microphone" && recorder.muted;
  const meter = source === "microphone" && live ? <LevelMeter level={run.level} muted={muted} /> : null;
  if (!isSwitchable(recorder, source)) {
    return (
      <SourceLabel icon={icon} name={name}>
        {meter}
      </SourceLabel>
    );
  }
  const devices = source === "screen" || !live ? [] : found[source];
  const label = rig.labels[source];
  return (
    <span className="flex">
      <SourceToggle
        icon={icon}
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
          label={choose}
          devices={devices}
          value={rig.deviceIds[source]}
          onChoose={(deviceId) => run.dispatch({ type: "choose-device", source, deviceId })}
        />
      )}
    </span>
  );
}
