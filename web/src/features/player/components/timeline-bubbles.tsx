/** People's comments above the timeline; those too close together share one bubble with their number. */
import { useEffect, useRef, useState } from "react";

import { clusterMarkers, type Marker } from "../lib/cluster-markers";
import { TimelineBubble } from "./timeline-bubble";

const BUBBLE_PX = 27;

interface TimelineBubblesProps {
  markers: readonly Marker[];
  /** Seconds. */
  duration: number;
  onMarker: (marker: Marker) => void;
}

export function TimelineBubbles({ markers, duration, onMarker }: TimelineBubblesProps) {
  const row = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    if (!row.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(row.current);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={row} className="pointer-events-none absolute inset-x-0 bottom-[13px] h-[30px] pointer-coarse:bottom-[17px]">
      {clusterMarkers(markers, duration, width, BUBBLE_PX).map((cluster) => (
        <TimelineBubble key={cluster.markers[0].id} cluster={cluster} onMarker={onMarker} />
      ))}
    </div>
  );
}
