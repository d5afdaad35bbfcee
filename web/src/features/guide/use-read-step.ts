/** Which step somebody reads: the last whose beginning has come into the upper part of the window. */
import { useCallback, useEffect, useRef, useState, type RefCallback } from "react";

/** The lower part of the window does not count. */
const READ_ZONE = "0px 0px -60% 0px";

/** `watch` is the ref of each step, whose number, from 0, is its `data-index`; it stays the same. */
export function useReadStep(): { current: number; watch: RefCallback<HTMLElement> } {
  const [current, setCurrent] = useState(0);
  const elements = useRef(new Set<HTMLElement>());
  const observer = useRef<IntersectionObserver | null>(null);

  useEffect(() => {
    const seen = new Set<number>();
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const index = Number(target.getAttribute("data-index"));
          if (isIntersecting) seen.add(index);
          else seen.delete(index);
        }
        // Between two steps, the one before is still being read.
        if (seen.size > 0) setCurrent(Math.max(...seen));
      },
      { rootMargin: READ_ZONE },
    );
    observer.current = watcher;
    for (const element of elements.current) watcher.observe(element);
    return () => watcher.disconnect();
  }, []);

  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const known = elements.current;
    known.add(element);
    observer.current?.observe(element);
    return () => {
      known.delete(element);
      observer.current?.unobserve(element);
    };
  }, []);

  return { current, watch };
}
