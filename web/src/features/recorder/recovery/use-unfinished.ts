/** The recordings an earlier visit left behind, each with what became of it on the server. */

import { useCallback, useEffect, useState } from "react";

import { api, call } from "@/lib/api-client";
import { ApiError } from "@/lib/api-error";
import { openLocalStore } from "@/lib/local-store/local-store";
import type { LocalStore } from "@/lib/local-store/tables";
import { recordingIsFree } from "@/recording/keeping/recording-lock";
import { removeRecording } from "@/recording/keeping/recordings-table";
import { fateOf, type Fate, type Unfinished } from "@/recording/recovery/fate";
import { findRecordings } from "@/recording/recovery/unfinished";

export interface Judged extends Unfinished {
  fate: Fate;
}

export interface UsedUnfinished {
  judged: readonly Judged[];
  /** Takes one off the list. */
  settle: (videoId: string) => void;
  /** Asks the server again. */
  lookAgain: () => void;
}

export function useUnfinished(userId: string): UsedUnfinished {
  const [judged, setJudged] = useState<readonly Judged[]>([]);
  const [turn, setTurn] = useState(0);
  const lookAgain = useCallback(() => setTurn((before) => before + 1), []);
  const settle = useCallback((videoId: string) => {
    setJudged((all) => all.filter(({ record }) => record.videoId !== videoId));
  }, []);

  useEffect(() => {
    const stop = new AbortController();
    look(userId).then(
      ({ found, busy }) => {
        if (stop.signal.aborted) return;
        // What is being sent from here, or is whole and only news, is found no more and stays on the list.
        setJudged((before) => {
          const staying = before.filter((old) => isWhole(old) || busy.includes(old.record.videoId));
          return [...staying.filter((old) => !has(found, old)), ...found];
        });
        for (const videoId of busy) recordingIsFree(videoId, stop.signal).then(lookAgain, () => undefined);
      },
      () => {
        // This browser keeps nothing, so nothing was left behind.
      },
    );
    window.addEventListener("online", lookAgain);
    return () => {
      stop.abort();
      window.removeEventListener("online", lookAgain);
    };
  }, [userId, turn, lookAgain]);

  return { judged, settle, lookAgain };
}

async function look(userId: string): Promise<{ found: Judged[]; busy: string[] }> {
  const database = await openLocalStore();
  const { unfinished, busy } = await findRecordings(database, userId);
  return { found: await Promise.all(unfinished.map((one) => judge(database, one))), busy };
}

async function judge(database: LocalStore, unfinished: Unfinished): Promise<Judged> {
  const judged = { ...unfinished, fate: await askFate(unfinished) };
  // The news is told once more than the bytes are needed.
  if (isWhole(judged)) await removeRecording(database, judged.record.videoId);
  return judged;
}

async function askFate({ record }: Unfinished): Promise<Fate> {
  try {
    const video = await call(api.GET("/video/{video_id}", { params: { path: { video_id: record.videoId } } }));
    return fateOf(record, video);
  } catch (error) {
    return error instanceof ApiError && error.status === 404 ? fateOf(record, null) : { kind: "unknown" };
  }
}

function isWhole({ fate }: Judged): boolean {
  return fate.kind === "finished" && fate.missing === 0;
}

function has(all: readonly Judged[], one: Judged): boolean {
  return all.some(({ record }) => record.videoId === one.record.videoId);
}
