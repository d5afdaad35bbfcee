/** Who watches: somebody who is logged in, or a guest by a link. */
import type { User } from "@/lib/api-types";

export type Viewer = { kind: "person"; user: User } | { kind: "guest"; linkToken: string };

/** Null for a guest, who has none. */
export function userIdOf(viewer: Viewer): string | null {
  return viewer.kind === "person" ? viewer.user.id : null;
}

/** The same as what is said about a video is sent with. */
export function speakerOf(videoId: string, viewer: Viewer): { videoId: string; linkToken: string | null; userId: string | null } {
  return { videoId, linkToken: viewer.kind === "guest" ? viewer.linkToken : null, userId: userIdOf(viewer) };
}
