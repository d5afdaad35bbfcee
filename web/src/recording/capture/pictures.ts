/** Whether pictures reach a recorder: a screen on which nothing moves gives none, and then nothing has to be recorded. */

interface Counted {
  stats?: { totalFrames: number } | null;
}

/** How many pictures a stream's track has brought; null where the browser does not count them. */
export function picturesOf(stream: MediaStream): number | null {
  const [track] = stream.getVideoTracks();
  return (track as Counted | undefined)?.stats?.totalFrames ?? null;
}

/** Whether a recorder that has been silent since `before` pictures has something to record. */
export function isStill(stream: MediaStream, before: number | null): boolean | "unknown" {
  const [track] = stream.getVideoTracks();
  // Sound never stands still, and a camera that is muted is no still picture.
  if (track === undefined || track.muted) return false;
  const now = picturesOf(stream);
  return now === null || before === null ? "unknown" : now <= before;
}
