/** What is looked for in the video: asked for by the address, or typed beside it; and where it is. */
import { useQuery } from "@tanstack/react-query";
import { createContext, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";

import { isSearchable, withinQuery } from "@/features/search/api/get-search";
import { useSettled } from "@/features/search/use-settled";
import type { Hit } from "@/lib/api-types";
import { useSearchParams } from "@/lib/router/use-router";

const NONE: readonly Hit[] = [];

export interface Find {
  words: string;
  setWords: (words: string) => void;
  /** By time; empty while nothing is looked for. */
  hits: readonly Hit[];
  loosened: boolean;
  /** Nothing is known yet of these words. */
  pending: boolean;
  error: Error | null;
}

export const FindContext = createContext<Find>({
  words: "",
  setWords: () => undefined,
  hits: NONE,
  loosened: false,
  pending: false,
  error: null,
});

/** `onAsked` is called when the address asks for other words or another moment, while the page stays. */
export function useFind(videoId: string, onAsked: (seconds: number | null) => void): Find {
  const [params] = useSearchParams();
  const asked = params.get("q") ?? "";
  const moment = params.get("t");
  const [words, setWords] = useState(asked);
  const [seen, setSeen] = useState(asked);
  const q = useSettled(words.trim());
  const found = useQuery(withinQuery(videoId, q));
  const known = isSearchable(q) ? found.data : undefined;
  const items = known?.items;
  // The title stands above all of it.
  const hits = useMemo(() => items?.filter(({ kind }) => kind !== "title") ?? NONE, [items]);

  if (asked !== seen) {
    setSeen(asked);
    setWords(asked);
  }

  const tell = useEffectEvent(() => onAsked(moment === null ? null : Number(moment)));
  const before = useRef(`${asked} ${moment ?? ""}`);
  useEffect(() => {
    const now = `${asked} ${moment ?? ""}`;
    if (now === before.current) return;
    before.current = now;
    tell();
  }, [asked, moment]);

  return {
    words,
    setWords,
    hits,
    loosened: known?.loosened ?? false,
    pending: isSearchable(q) && found.isPending,
    error: isSearchable(q) ? found.error : null,
  };
}
