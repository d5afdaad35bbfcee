/** While a voice-over is heard: the video does what it did, and what was drawn appears in time with the voice. */
import { useEffect, useEffectEvent, useMemo, useState, type RefObject } from "react";

import { ShownDrawings } from "@/features/drawing/components/shown-drawings";
import { readStrokes } from "@/features/drawing/lib/stroke";
import { usePlayerActions } from "@/features/player/lib/use-player";
import { ratioOf } from "@/features/search/ratio";
import { duck, lead } from "@/features/voice/lib/follow";
import { readVoice, seenAt } from "@/features/voice/lib/voice-data";
import { voices, type Playing } from "@/features/voice/lib/voices";
import type { Video } from "@/lib/api-types";

interface VoiceHeardProps {
  playing: Playing;
  video: Video;
  film: RefObject<HTMLVideoElement | null>;
}

export function VoiceHeard({ playing: { audio, data, timestamp }, video, film }: VoiceHeardProps) {
  const { play, pause, seek } = usePlayerActions();
  const voice = useMemo(() => readVoice(data, readStrokes), [data]);
  // A program that sent a voice alone has said where it begins: the video goes on from there.
  const log = useMemo(() => (voice.log.length > 0 ? voice.log : [{ at: 0, video: timestamp, playing: true }]), [voice, timestamp]);
  const [at, setAt] = useState(audio.currentTime);

  const follow = useEffectEvent((heard: boolean) => {
    const element = film.current;
    if (element) lead({ film: element, play, pause, seek }, log, audio.currentTime, heard);
    setAt(audio.currentTime);
  });

  useEffect(() => {
    const element = film.current;
    const louder = element ? duck(element) : () => undefined;
    const listening = new AbortController();
    const { signal } = listening;
    let handle = 0;
    const next = (): void => {
      handle = requestAnimationFrame(() => {
        if (!audio.paused) follow(true);
        next();
      });
    };
    next();
    // A voice that rests leads the video once, and lets it go then: whoever plays that has heard enough.
    for (const name of ["pause", "seeked"]) audio.addEventListener(name, () => audio.paused && follow(false), { signal });
    element?.addEventListener("play", () => audio.paused && voices.end(audio), { signal });
    return () => {
      cancelAnimationFrame(handle);
      listening.abort();
      louder();
    };
  }, [film, audio]);

  const seen = useMemo(() => seenAt(voice.strokes, at), [voice, at]);
  return <ShownDrawings strokes={seen} video={film} usualRatio={ratioOf(video)} />;
}
