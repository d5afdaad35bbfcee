/** One multitrack run for as long as its page is open. */
import { useEffect, useState, useSyncExternalStore } from "react";

import { browserMultitrack } from "@/recording/multitrack/browser-deps";
import { MultitrackRun, type MultitrackView } from "@/recording/multitrack/multitrack-run";

export function useMultitrackRun(userId: string): { run: MultitrackRun; view: MultitrackView } {
  const [run] = useState(() => new MultitrackRun(browserMultitrack(userId)));
  const view = useSyncExternalStore(run.subscribe, () => run.view);
  useEffect(() => {
    const online = (): void => run.networkChanged(true);
    const offline = (): void => run.networkChanged(false);
    window.addEventListener("online", online);
    window.addEventListener("offline", offline);
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("offline", offline);
      run.leave();
    };
  }, [run]);
  return { run, view };
}
