/** Keeps the video element playing what `usePlaybackSource` says, in the chosen quality. */
import { useEffect, useEffectEvent, useMemo, useState, type RefObject } from "react";

import type { OpenHls } from "../hls/hls-engine";
import type { HlsSupport } from "../hls/hls-support";
import type { Quality, Rung } from "../quality/quality";
import type { Sound } from "../sound/sound";
import { SourceDriver } from "./source-driver";
import type { PlaybackSource } from "./use-playback-source";

/** Most videos begin as they were recorded: the engine and hls.js come when one is to be played by them. */
const openHls: OpenHls = async (...wanted) => {
  const [engine] = await Promise.all([import("../hls/hls-engine"), import("hls.js")]);
  return engine.openHls(...wanted);
};

interface MediaSourceOptions {
  video: RefObject<HTMLVideoElement | null>;
  source: PlaybackSource;
  support: HlsSupport;
  quality: Quality;
  /** The name of the sound that was chosen. */
  sound: string | null;
  /** Called before the element loads something else; says where (seconds) it will begin. */
  onLoad: (video: HTMLVideoElement) => number;
}

interface Heard {
  /** What there is to choose from. */
  sounds: readonly Sound[];
  /** The name of the one that is heard. */
  current: string | null;
}

interface Loaded {
  heard: Heard;
  /** Of the loaded playlist, from small to large. */
  rungs: readonly Rung[];
  /** The rung on screen. */
  current: string | null;
}

export function useMediaSource({ video, source, support, quality, sound, onLoad }: MediaSourceOptions): Loaded {
  const [rungs, setRungs] = useState<readonly Rung[]>([]);
  const [current, setCurrent] = useState<string | null>(null);
  const [heard, setHeard] = useState<Heard>({ sounds: [], current: null });
  const { actions, load, url, prepare, credentials } = source;
  const options = { quality, sound, credentials };
  const driver = useMemo(
    () =>
      new SourceDriver(support, openHls, {
        onPrepared: actions.onPrepared,
        onError: actions.onError,
        onRungs: setRungs,
        onRung: setCurrent,
        onSounds: (sounds, heardNow) => setHeard({ sounds, current: heardNow }),
      }),
    [support, actions],
  );

  const loadSource = useEffectEvent(() => {
    if (!video.current || url === null) return;
    driver.load(video.current, source.kind, url, onLoad(video.current), options);
  });
  const prepareNext = useEffectEvent(() => driver.prepare(prepare, options));

  useEffect(() => {
    if (load > 0) loadSource();
  }, [load]);
  useEffect(() => {
    if (url !== null) driver.renew(url);
  }, [driver, url]);
  useEffect(() => prepareNext(), [prepare]);
  useEffect(() => driver.choose(quality), [driver, quality]);
  useEffect(() => driver.chooseSound(sound), [driver, sound]);
  useEffect(() => () => driver.close(), [driver]);

  return { rungs, current, heard };
}
