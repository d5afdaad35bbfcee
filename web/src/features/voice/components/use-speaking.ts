/** One voice-over from the microphone's first sound until the server has it. */
import { useEffect, useEffectEvent, useRef, useState } from "react";

import { describeError } from "@/lib/api-error";
import { voiceWords } from "@/words/voice";

import { useSendVoice } from "../api/voice";
import type { KeptVoice, KeptVoices } from "../lib/kept-voices";
import type { TimedStroke } from "../lib/voice-data";
import { VoiceRecorder } from "../lib/voice-recorder";

/** `over`: it can be sent. */
export type Phase = "asking" | "speaking" | "refused" | "over";

type Stroke = TimedStroke<Record<string, unknown>>;

export interface Speaking {
  phase: Phase;
  /** Of the voice, whole. */
  seconds: number;
  /** The exact moment of the voice. */
  now: () => number;
  /** Whether this device keeps it. */
  kept: boolean;
  /** What is to be said about how it began or ended. */
  why: string | null;
  sending: boolean;
  trouble: string | null;
  /** Written down with the voice. */
  setStrokes: (strokes: readonly Stroke[]) => void;
  stop: () => void;
  again: () => void;
  discard: () => void;
  send: (content: string) => void;
}

export interface Left {
  voice: KeptVoice;
  bytes: Blob;
}

interface SpeakingProps {
  who: string;
  videoId: string;
  film: HTMLVideoElement;
  /** Null where the browser keeps nothing. */
  keeper: KeptVoices | null;
  /** What an earlier visit left: it is only to be sent. */
  left: Left | null;
  onSent: (id: number) => void;
  onClose: () => void;
}

/** A new one each time its component is drawn first. */
export function useSpeaking({ who, videoId, film, keeper, left, onSent, onClose }: SpeakingProps): Speaking {
  const [phase, setPhase] = useState<Phase>(left ? "over" : "asking");
  const [why, setWhy] = useState<string | null>(left ? voiceWords.left : null);
  const [seconds, setSeconds] = useState(0);
  const [attempt, setAttempt] = useState(0);
  const [kept, setKept] = useState(keeper !== null);
  const recorder = useRef<VoiceRecorder | null>(null);
  const voice = useRef<KeptVoice | null>(left?.voice ?? null);
  const chunks = useRef<Blob[]>(left ? [left.bytes] : []);
  const sending = useSendVoice(videoId);

  function write(change: Partial<KeptVoice>): void {
    if (!voice.current) return;
    voice.current = { ...voice.current, ...change };
    keeper?.put(voice.current).catch(() => setKept(false));
  }

  const begun = useEffectEvent((made: VoiceRecorder, clientId: string, timestamp: number) => {
    recorder.current = made;
    voice.current = { clientId, who, videoId, timestamp, mimeType: made.mimeType, keptAt: Date.now(), log: made.log, strokes: [] };
    write({});
    setPhase("speaking");
  });
  const given = useEffectEvent((clientId: string, bytes: Blob) => {
    keeper?.putChunk(clientId, chunks.current.length, bytes).catch(() => setKept(false));
    chunks.current.push(bytes);
  });
  const logged = useEffectEvent((log: KeptVoice["log"]) => write({ log }));
  const over = useEffectEvent((found: Phase, words: string | null) => {
    recorder.current = null;
    if (words !== null) setWhy(words);
    setPhase(found);
  });

  useEffect(() => {
    if (left) return undefined;
    let wanted = true;
    const clientId = crypto.randomUUID();
    const timestamp = film.currentTime;
    chunks.current = [];
    VoiceRecorder.start(film, {
      chunk: (bytes) => given(clientId, bytes),
      logged: (log) => logged(log),
      failed: () => over("over", voiceWords.broke),
      stopped: () => {
        film.pause();
        if (chunks.current.length > 0) over("over", null);
        else over("refused", voiceWords.nothing);
      },
    }).then(
      (made) => {
        if (wanted) begun(made, clientId, timestamp);
        else made.drop();
      },
      () => {
        if (wanted) over("refused", voiceWords.noMicrophone);
      },
    );
    return () => {
      wanted = false;
      // A page that is left keeps what there is: it is found again.
      recorder.current?.stop();
      recorder.current = null;
    };
  }, [left, attempt, film]);

  useEffect(() => {
    if (phase !== "speaking") return undefined;
    const ticking = setInterval(() => setSeconds(Math.floor(recorder.current?.seconds ?? 0)), 200);
    return () => clearInterval(ticking);
  }, [phase]);

  function forget(): void {
    if (voice.current) keeper?.drop(voice.current.clientId).catch(() => undefined);
  }

  return {
    phase,
    seconds,
    now: () => recorder.current?.seconds ?? 0,
    kept,
    why,
    sending: sending.isPending,
    trouble: sending.isError ? describeError(sending.error) : null,
    setStrokes: (strokes) => write({ strokes }),
    stop: () => recorder.current?.stop(),
    again: () => {
      setWhy(null);
      setPhase("asking");
      setAttempt((before) => before + 1);
    },
    discard: () => {
      recorder.current?.drop();
      recorder.current = null;
      forget();
      onClose();
    },
    send: (content) => {
      if (!voice.current) return;
      const bytes = new Blob(chunks.current, { type: voice.current.mimeType });
      sending.mutate(
        { voice: voice.current, bytes, content },
        {
          onSuccess: ({ id }) => {
            forget();
            onClose();
            onSent(id);
          },
        },
      );
    },
  };
}
