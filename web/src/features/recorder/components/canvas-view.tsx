/** Shows a canvas that lives outside of React: the one that is recorded. */
import { useEffect, useRef } from "react";

import { recorderWords } from "@/words/recorder";

export function CanvasView({ canvas }: { canvas: HTMLCanvasElement }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.append(canvas);
    return () => canvas.remove();
  }, [canvas]);
  return <div ref={ref} role="img" aria-label={recorderWords.preview} className="absolute inset-0 [&>canvas]:size-full [&>canvas]:object-contain" />;
}
