/** What plays in the element and how it got there: source, quality, and no flicker or lost place between sources. */
import { useState, type RefObject } from "react";

import type { Playback, Rendition } from "@/lib/api-types";

import { hlsSupport } from "./hls/hls-support";
import type { Quality, QualityFacts } from "./quality/quality";
import { useQuality } from "./quality/use-quality";
import type { SoundFacts } from "./sound/sound";
import { useMediaSource } from "./source/use-media-source";
import { usePlaybackSource, type PlaybackSource } from "./source/use-playback-source";
import type { Resume } from "./use-resume";
import { drawVeil } from "./veil";

interface ChangeoverOptions {
  video: RefObject<HTMLVideoElement | null>;
  veil: RefObject<HTMLCanvasElement | null>;
  playback: Playback;
  renditions: readonly Rendition[];
  resume: Resume;
  onRefresh: () => Promise<Playback | null>;
}

export interface Changeover {
  source: PlaybackSource;
  quality: QualityFacts;
  chooseQuality: (quality: Quality) => void;
  sound: SoundFacts;
  chooseSound: (name: string) => void;
}

export function useChangeover({ video, veil, playback, renditions, resume, onRefresh }: ChangeoverOptions): Changeover {
  const [support] = useState(hlsSupport);
  const [quality, setQuality] = useQuality();
  const [sound, setSound] = useState<string | null>(null);
  const source = usePlaybackSource(playback, {
    playsHls: support !== "none",
    keepsOriginal: quality === "original",
    refresh: onRefresh,
  });
  const { rungs, current, heard } = useMediaSource({
    video,
    source,
    support,
    quality,
    sound,
    onLoad: (element) => {
      if (veil.current) drawVeil(veil.current, element);
      return resume.onLoad(element);
    },
  });

  return {
    source,
    quality: { kind: source.kind, quality, offered: source.hls !== "absent", rungs, current, renditions },
    chooseQuality: (next) => {
      setQuality(next);
      source.actions.prefer(next === "original");
    },
    sound: heard,
    chooseSound: setSound,
  };
}
