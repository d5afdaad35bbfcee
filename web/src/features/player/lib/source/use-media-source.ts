/** Keeps the video element playing what `usePlaybackSource` says, in the chosen quality. */
import { useEffect, useEffectEvent, useMemo, useState, type RefObject } from "react";

import { openHls } from "../hls/hls-engine";
import type { HlsSupport } from "../hls/hls-support";
import type { Quality, Rung } from "../quality/quality";
import { SourceDriver } from "./source-driver";
import type { PlaybackSource } from "./use-playback-source";

interface MediaSourceOptions {
  video: RefObject<HTMLVideoElement | null>;
  source: PlaybackSource;
  support: HlsSupport;
  quality: Quality;
  /** Called before the element loads something else; says where (seconds) it will begin. */
  onLoad: (video: HTMLVideoElement) => number;
}

interface Rungs {
  /** Of the loaded playlist, from small to large. */
  rungs: readonly Rung[];
  /** The rung on screen. */
  current: string | null;
}

export function useMediaSource({ video, source, support, quality, onLoad }: MediaSourceOptions): Rungs {
  const [rungs, setRungs] = useState<readonly Rung[]>([]);
  const [current, setCurrent] = useState<string | null>(null);
  const { actions, load, url, prepare, credentials } = source;
  const options = { quality, credentials };
  const driver = useMemo(
    () =>
      new SourceDriver(support, openHls, {
        onPrepared: actions.onPrepared,
        onError: actions.onError,
        onRungs: setRungs,
        onRung: setCurrent,
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
  useEffect(() => () => driver.close(), [driver]);

  return { rungs, current };
}
