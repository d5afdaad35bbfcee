/** One session recording for as long as its page is open. */
import { useEffect, useState, useSyncExternalStore } from "react";

import { browserRecording } from "@/recording/multitrack/browser-deps";
import { SessionRecording, type RecordingView } from "@/recording/multitrack/multitrack-run";

export function useSessionRecording(): { recording: SessionRecording; view: RecordingView } {
  const [recording] = useState(() => new SessionRecording(browserRecording));
  const view = useSyncExternalStore(recording.subscribe, () => recording.view);
  useEffect(() => {
    const online = (): void => recording.networkChanged(true);
    const offline = (): void => recording.networkChanged(false);
    window.addEventListener("online", online);
    window.addEventListener("offline", offline);
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("offline", offline);
      recording.leave();
    };
  }, [recording]);
  return { recording, view };
}
