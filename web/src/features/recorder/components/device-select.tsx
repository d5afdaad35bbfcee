/** A small arrow that opens the browser's own list of devices: it works with keys and on phones as it is. */
import type { Device } from "@/recording/capture/devices";
import { recorderWords } from "@/words/recorder";

interface DeviceSelectProps {
  label: string;
  devices: readonly Device[];
  value: string | null;
  onChoose: (deviceId: string) => void;
}

export function DeviceSelect({ label, devices, value, onChoose }: DeviceSelectProps) {
  return (
    <span className="relative grid h-[46px] w-8 place-items-center rounded-r-card border-l border-line bg-sunk text-muted focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent hover:text-ink">
      <svg aria-hidden="true" width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="m3.5 8.5 3.5-3.5 3.5 3.5" />
      </svg>
      <select
        aria-label={label}
        title={label}
        value={value ?? ""}
        onChange={(event) => onChoose(event.target.value)}
        className="absolute inset-0 cursor-pointer bg-panel text-ink opacity-0"
      >
        {!devices.some((device) => device.id === value) && <option value="">{recorderWords.defaultDevice}</option>}
        {devices.map((device) => (
          <option key={device.id} value={device.id}>
            {device.name}
          </option>
        ))}
      </select>
    </span>
  );
}
