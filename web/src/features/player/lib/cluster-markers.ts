/** Puts markers that would overlap on the timeline together. */

export interface Marker {
  id: number;
  /** Seconds. */
  time: number;
  person: { id: string | null; name: string; picture_url?: string | null };
  text: string;
  kind: "comment" | "drawing" | "voice_over";
}

export interface MarkerCluster {
  /** 0..1 along the timeline: where its first marker is. */
  at: number;
  /** In time order, never empty. */
  markers: [Marker, ...Marker[]];
}

/**
 * Groups `markers` so that no two groups are closer than `bubblePx` on a timeline of `widthPx`.
 *
 * A group stands at its first marker, so it never creeps along as more are added behind it.
 * Markers outside 0..`duration` stand at the ends.
 */
export function clusterMarkers(
  markers: readonly Marker[],
  duration: number,
  widthPx: number,
  bubblePx: number,
): MarkerCluster[] {
  if (!(duration > 0) || !(widthPx > 0)) return [];
  const clusters: MarkerCluster[] = [];
  for (const marker of [...markers].sort((a, b) => a.time - b.time)) {
    const at = Math.min(1, Math.max(0, marker.time / duration));
    const last = clusters[clusters.length - 1];
    if (last && (at - last.at) * widthPx < bubblePx) last.markers.push(marker);
    else clusters.push({ at, markers: [marker] });
  }
  return clusters;
}
