/** Marks of the recording under way: a person's, and what the browser extension tells. */
import { useCallback, useEffect, useRef, useState } from "react";

import { showToast } from "@/components/toast-store";
import { formatClock } from "@/lib/format";
import { browserUpload } from "@/recording/chunk-upload/browser-upload";
import { elapsedMs } from "@/recording/lifecycle/state";
import { MarkQueue } from "@/recording/marks/mark-queue";
import { sendMarks } from "@/recording/marks/send-marks";
import { capturedTab, markOf, readTold, RECORDER } from "@/recording/marks/told";
import type { RecorderRun } from "@/recording/run/recorder-run";
import { marksWords } from "@/words/marks";

/** So long the end of a recording waits for its last marks. */
const FLUSH_MS = 2_000;

/** Returns what marks a step now. Mounted as long as one recording is being taken. */
export function useMarks(run: RecorderRun, videoId: string | null): () => void {
  const [queue] = useState(
    () =>
      new MarkQueue({
        clock: browserUpload.clock,
        random: Math.random,
        send: sendMarks,
        refused: () => showToast(marksWords.refused, "trouble"),
      }),
  );
  useEffect(() => {
    run.sendBeforeFinish(() => queue.flush(FLUSH_MS));
    const online = (): void => queue.retryNow();
    window.addEventListener("online", online);
    return () => window.removeEventListener("online", online);
  }, [run, queue]);
  useEffect(() => {
    if (videoId !== null) queue.opened(videoId);
  }, [queue, videoId]);
  useTold(run, queue);

  return useCallback(() => {
    const at = elapsedMs(run.view.recorder, Date.now()) / 1000;
    queue.add({ id: crypto.randomUUID(), at, kind: "mark", role: "", name: "", within: "", note: "" });
    showToast(marksWords.marked(formatClock(at)));
  }, [run, queue]);
}

/** Hears the extension, and tells it that a recording runs. */
function useTold(run: RecorderRun, queue: MarkQueue): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const say = (recording: boolean): void => window.postMessage({ source: RECORDER, recording }, window.location.origin);
    const hear = ({ source, origin, data }: MessageEvent<unknown>): void => {
      const { recorder, rig } = latest.current.view;
      if (source !== window || origin !== window.location.origin || recorder.phase !== "recording") return;
      const now = Date.now();
      const told = readTold(data, now);
      if (told === null) return;
      const at = (elapsedMs(recorder, now) - told.ago) / 1000;
      const { preview } = rig;
      const screen = preview.kind === "screen" ? preview.stream : preview.kind === "composed" ? preview.screen : null;
      queue.add(markOf(told, at, crypto.randomUUID(), capturedTab(screen)));
    };
    window.addEventListener("message", hear);
    say(true);
    return () => {
      window.removeEventListener("message", hear);
      say(false);
    };
  }, [queue]);
}
