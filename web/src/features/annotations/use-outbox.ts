/** What waits on this page's device to be said about a video, and how something is said at all. */
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRef, useSyncExternalStore } from "react";

import { showToast } from "@/components/toast-store";
import type { Annotation } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";
import { threadWords } from "@/words/threads";

import type { Said } from "./api/say";
import { merged } from "./merge";
import { outboxOf, type Outbox, type Waiting } from "./outbox";

/** Who speaks: `linkToken` is that of a guest's link, null for somebody with an account, who has a `userId`. */
export interface Speaker {
  videoId: string;
  linkToken: string | null;
  userId: string | null;
}

const SILENT = { end: null, name: "", parentId: null, strokes: null };

/** `name` where a guest calls themselves something; `clientId` where it has a name already. */
export type ToSay = Pick<Said, "timestamp" | "content"> & Partial<Said>;

/** `onSaid` runs once it is on the server or waits for it, also when the page that wrote it has been left. */
export function useSay(speaker: Speaker, onSaid: () => void) {
  const client = useQueryClient();
  const next = useRef<string>(undefined);
  return useMutation({
    mutationFn: (what: ToSay) => {
      // Sent again by hand it is the same, too.
      next.current ??= crypto.randomUUID();
      const { videoId, linkToken } = speaker;
      return outboxFor(client, speaker).send({ ...SILENT, clientId: next.current, ...what, videoId, linkToken });
    },
    onSuccess: (made) => {
      next.current = undefined;
      if (made) put(client, made);
      else showToast(threadWords.keptHere);
      onSaid();
    },
  });
}

export function useOutbox(speaker: Speaker): { waiting: readonly Waiting[]; outbox: Outbox } {
  const outbox = outboxFor(useQueryClient(), speaker);
  return { outbox, waiting: useSyncExternalStore(outbox.subscribe, outbox.waiting) };
}

function outboxFor(client: QueryClient, { videoId, linkToken, userId }: Speaker): Outbox {
  return outboxOf(userId ?? `guest.${linkToken ?? ""}`, videoId, (made) => put(client, made));
}

function put(client: QueryClient, made: Annotation): void {
  client.setQueryData<Annotation[]>(queryKeys.annotations(made.video_id), (before) => merged(before ?? [], [made]));
}
