/** A live stream, without its sound. */
import { useEffect, useRef } from "react";

import { cx } from "@/lib/cx";
import { recorderWords } from "@/words/recorder";

interface StreamViewProps {
  stream: MediaStream;
  mirrored: boolean;
  /** Hold this frame: the stream is about to go. */
  frozen: boolean;
  onRatio: (ratio: number) => void;
}

export function StreamView({ stream, mirrored, frozen, onRatio }: StreamViewProps) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (video === null) return undefined;
    video.srcObject = stream;
    return () => {
      video.srcObject = null;
    };
  }, [stream]);
  useEffect(() => {
    if (frozen) ref.current?.pause();
  }, [frozen]);
  return (
    <video
      ref={ref}
      autoPlay
      muted
      playsInline
      aria-label={recorderWords.preview}
      onResize={({ currentTarget: { videoWidth, videoHeight } }) => {
        if (videoHeight > 0) onRatio(videoWidth / videoHeight);
      }}
      className={cx("absolute inset-0 size-full object-contain", mirrored && "-scale-x-100")}
    />
  );
}
