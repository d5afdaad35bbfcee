/** Asks the browser for a screen, a camera or a microphone. */

import { errorName } from "@/lib/error-name";

/** What one can be asked for. */
export type CaptureSource = "screen" | "camera" | "microphone";

interface ScreenOptions extends DisplayMediaStreamOptions {
  systemAudio?: "include" | "exclude";
  surfaceSwitching?: "include" | "exclude";
}

/** Sound of a screen is meant as it is; what cleans up a voice would garble it. */
const SCREEN: ScreenOptions = {
  video: { frameRate: { ideal: 30, max: 30 }, width: { max: 1920 }, height: { max: 1920 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  systemAudio: "include",
  surfaceSwitching: "include",
};

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** What a browser lacks of the interfaces this needs, judged once. */
export interface Abilities {
  record: boolean;
  screen: boolean;
}

export function abilities(): Abilities {
  // Missing on an insecure page, whatever the types say.
  const devices = (navigator as { mediaDevices?: Partial<MediaDevices> }).mediaDevices;
  return {
    record: typeof MediaRecorder !== "undefined" && devices?.getUserMedia !== undefined,
    screen: devices?.getDisplayMedia !== undefined,
  };
}

/** Throws what the browser throws: DOMException by name, TypeError for options it cannot take. */
export async function capture(source: CaptureSource, deviceId?: string): Promise<MediaStream> {
  if (source === "screen") return captureScreen();
  const device = deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
  return navigator.mediaDevices.getUserMedia(
    source === "camera" ? { video: { ...CAMERA, ...device } } : { audio: { ...MICROPHONE, ...device } },
  );
}

async function captureScreen(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getDisplayMedia(SCREEN);
  } catch (error) {
    // An older browser that takes no such wishes: asking plainly shows no second picker there, the first never opened.
    if (!(error instanceof TypeError) && !isNamed(error, "OverconstrainedError", "NotSupportedError")) throw error;
    return navigator.mediaDevices.getDisplayMedia({ video: true });
  }
}

function isNamed(error: unknown, ...names: string[]): boolean {
  return names.includes(errorName(error));
}
