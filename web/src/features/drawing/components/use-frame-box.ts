/** Where the video's frame lies in an element over it, while both change: size of the window, full screen, rotation. */
import { useEffect, useState, type RefObject } from "react";

import { frameIn, type Box } from "../lib/frame";

export interface FrameBox {
  frame: Box;
  /** Width by height of the frame. */
  ratio: number;
  /** Pixels of the screen for one of the page. */
  density: number;
}

/** `usualRatio` holds until the video says its own. */
export function useFrameBox(
  element: RefObject<HTMLElement | null>,
  video: RefObject<HTMLVideoElement | null>,
  usualRatio: number,
): FrameBox {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [ratio, setRatio] = useState(usualRatio);
  const density = useDensity();

  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);

  useEffect(() => {
    const film = video.current;
    // What the element says is of the picture as it is shown, turned as the file says.
    const read = (): void => setRatio(film && film.videoWidth > 0 && film.videoHeight > 0 ? film.videoWidth / film.videoHeight : usualRatio);
    read();
    film?.addEventListener("loadedmetadata", read);
    film?.addEventListener("resize", read);
    return () => {
      film?.removeEventListener("loadedmetadata", read);
      film?.removeEventListener("resize", read);
    };
  }, [video, usualRatio]);

  return { frame: frameIn(size.width, size.height, ratio), ratio, density };
}

/** Changes as the page is zoomed, or goes to another screen. */
function useDensity(): number {
  const [density, setDensity] = useState(window.devicePixelRatio);
  useEffect(() => {
    const query = window.matchMedia(`(resolution: ${density}dppx)`);
    const read = (): void => setDensity(window.devicePixelRatio);
    query.addEventListener("change", read);
    return () => query.removeEventListener("change", read);
  }, [density]);
  return density;
}
