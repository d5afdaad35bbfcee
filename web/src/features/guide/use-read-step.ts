/** Which step somebody reads: the last whose beginning has come into the upper part of the window. */
import { useCallback, useEffect, useRef, useState, type RefCallback } from "react";

/** The lower part of the window does not count. */
const READ_ZONE = "0px 0px -60% 0px";

export function useReadStep(): { current: number; watch: (index: number) => RefCallback<HTMLElement> } {
  const [current, setCurrent] = useState(0);
  const elements = useRef(new Map<Element, number>());
  const observer = useRef<IntersectionObserver | null>(null);

  useEffect(() => {
    const seen = new Set<number>();
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const index = elements.current.get(target);
          if (index === undefined) continue;
          if (isIntersecting) seen.add(index);
          else seen.delete(index);
        }
        // Between two steps, the one before is still being read.
        if (seen.size > 0) setCurrent(Math.max(...seen));
      },
      { rootMargin: READ_ZONE },
    );
    observer.current = watcher;
    for (const element of elements.current.keys()) watcher.observe(element);
    return () => watcher.disconnect();
  }, []);

  const watch = useCallback(
    (index: number): RefCallback<HTMLElement> =>
      (element) => {
        if (element === null) return undefined;
        const known = elements.current;
        known.set(element, index);
        observer.current?.observe(element);
        return () => {
          known.delete(element);
          observer.current?.unobserve(element);
        };
      },
    [],
  );

  return { current, watch };
}
