/** A voice-over in its thread: how loud it is when, and playing it; the video follows (app/routes/watch/voice). */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { IconButton } from "@/components/icon-button";
import type { Annotation } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { stableUrl } from "@/lib/signed-url";
import { voiceWords } from "@/words/voice";

import { voiceQuery } from "../api/voice";
import { voices } from "../lib/voices";
import { Waveform } from "./waveform";

export function VoicePlayer({ annotation }: { annotation: Annotation }) {
  const { id, author, data, timestamp, voice } = annotation;
  const sound = useQuery(voiceQuery(id, voice?.state));
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [broken, setBroken] = useState(false);
  const duration = sound.data?.duration ?? voice?.duration ?? 0;
  const url = sound.data?.url ?? null;

  useEffect(() => {
    const element = audio.current;
    return () => {
      if (element) voices.end(element);
    };
  }, [url]);

  // A voice that is moved in takes the picture along, also while it rests.
  function follow(): void {
    if (audio.current) voices.play({ annotationId: id, timestamp, data, audio: audio.current });
  }

  function toggle(): void {
    const element = audio.current;
    if (!element) return;
    follow();
    if (element.paused) void element.play().catch(() => setBroken(true));
    else element.pause();
  }

  function seek(seconds: number): void {
    const element = audio.current;
    if (!element) return;
    follow();
    element.currentTime = Math.min(Math.max(0, seconds), duration);
    setAt(element.currentTime);
  }

  if (sound.data?.state === "failed" || sound.isError || broken) {
    return <p className="mt-2 text-[13px] text-muted">{sound.data?.state === "failed" ? voiceWords.failed : voiceWords.notLoaded}</p>;
  }
  if (url === null) return <p role="status" className="mt-2 animate-pulse-soft text-[13px] text-muted">{voiceWords.making}</p>;
  return (
    <div className="mt-2 flex h-[46px] items-center gap-1.5 rounded-control border border-line bg-panel pr-3 pl-1.5" data-voice={id} onClick={(event) => event.stopPropagation()}>
      <IconButton icon={playing ? "pause" : "play"} label={playing ? voiceWords.pause : voiceWords.play(author.name)} onClick={toggle} className="text-accent!" />
      <Waveform peaks={sound.data?.peaks ?? []} duration={duration} at={at} onSeek={seek} />
      <span className="num shrink-0 text-[12.5px] text-muted">{formatClock(playing || at > 0 ? at : duration)}</span>
      <audio
        ref={audio}
        src={stableUrl(url)}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onEnded={(event) => {
          voices.end(event.currentTarget);
          setAt(0);
        }}
        onError={() => setBroken(true)}
      />
    </div>
  );
}
