/** One recorder session for as long as its page is open. */

import { useEffect, useState, useSyncExternalStore } from "react";

import { showToast } from "@/components/toast-store";
import { browserDeps } from "@/recording/run/browser-deps";
import { onWake } from "@/recording/run/on-wake";
import { RecorderSession } from "@/recording/run/recorder-run";
import type { SessionView } from "@/recording/run/types";

export interface UsedRecorder {
  session: RecorderSession;
  view: SessionView;
}

function couldNotDelete(): void {
  showToast("The recording was finished already and could not be deleted. It is in your library.", "trouble");
}

/** `showVideo` is called when a recording is through; it must stay the same function. */
export function useRecorder(userId: string, showVideo: (videoId: string) => void): UsedRecorder {
  const [session] = useState(() => new RecorderSession(browserDeps(userId, { showVideo, couldNotDelete })));
  const view = useSyncExternalStore(session.subscribe, () => session.view);

  useEffect(() => {
    const online = (): void => session.networkChanged(true);
    const offline = (): void => session.networkChanged(false);
    // A page that comes back to the front may have slept.
    const visible = (): void => {
      if (!document.hidden && navigator.onLine) online();
    };
    window.addEventListener("online", online);
    window.addEventListener("offline", offline);
    document.addEventListener("visibilitychange", visible);
    const stopLooking = onWake(() => session.wokeUp());
    return () => {
      stopLooking();
      window.removeEventListener("online", online);
      window.removeEventListener("offline", offline);
      document.removeEventListener("visibilitychange", visible);
      session.leave();
    };
  }, [session]);

  return { session, view };
}
