/** Which cameras and microphones there are; names appear once the person has allowed one. */

export interface Device {
  id: string;
  name: string;
}

export interface Devices {
  camera: readonly Device[];
  microphone: readonly Device[];
}

export const NO_DEVICES: Devices = { camera: [], microphone: [] };

async function listDevices(): Promise<Devices> {
  const all = await navigator.mediaDevices.enumerateDevices();
  const named = (kind: MediaDeviceKind): Device[] =>
    all
      .filter((device) => device.kind === kind && device.deviceId !== "" && device.label !== "")
      .map(({ deviceId, label }) => ({ id: deviceId, name: plainName(label) }));
  return { camera: named("videoinput"), microphone: named("audioinput") };
}

/** Without the vendor and product numbers browsers append: "Studio mic (1b3f:2008)". */
export function plainName(label: string): string {
  return label.replace(/\s*\([0-9a-f]{4}:[0-9a-f]{4}\)$/i, "");
}

/** Tells what there is now and whenever something is plugged in or out. Returns what ends that. */
export function watchDevices(found: (devices: Devices) => void): () => void {
  const media = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (media === undefined) return () => undefined;
  let wanted = true;
  const look = (): void => {
    listDevices().then(
      (devices) => {
        if (wanted) found(devices);
      },
      () => {
        // A browser that hides its devices: the default ones still work.
      },
    );
  };
  look();
  media.addEventListener("devicechange", look);
  return () => {
    wanted = false;
    media.removeEventListener("devicechange", look);
  };
}
