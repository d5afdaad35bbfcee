/** A few moments of the recording, silent and in a loop, over its poster. It is only there while somebody looks. */
import { useState } from "react";

export function CardPreview({ url }: { url: string }) {
  const [moving, setMoving] = useState(false);
  return (
    <video
      src={url}
      muted
      loop
      autoPlay
      playsInline
      disablePictureInPicture
      aria-hidden="true"
      tabIndex={-1}
      onPlaying={() => setMoving(true)}
      onError={() => setMoving(false)}
      className={`pointer-events-none absolute inset-0 size-full bg-black object-cover transition-opacity duration-200 ${moving ? "" : "opacity-0"}`}
    />
  );
}
