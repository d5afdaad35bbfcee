/** The link that opens a video for others: the one there is, or a new one. */
import { api, call } from "./api-client";
import type { Share, Visibility } from "./api-types";

export interface ShareLink {
  url: string;
  /** For whom the link works. */
  visibility: Visibility;
}

/** A link that asks for nothing and ends never, by one press; its `visibility` is what the server does with new ones. */
export async function shareLink(videoId: string): Promise<ShareLink> {
  const path = { video_id: videoId };
  const { items, visibility } = await call(api.GET("/video/{video_id}/shares", { params: { path } }));
  const plain = items.find((link) => asksNothing(link) && link.url !== null);
  if (plain?.url != null && visibility !== "private") return { url: plain.url, visibility };
  const made = await call(api.POST("/video/{video_id}/shares", { params: { path }, body: {} }));
  // A link's address is always there in the moment it is made.
  return { url: made.url ?? "", visibility: made.visibility };
}

/** Whoever gets it opens it, now and later. */
export function asksNothing(link: Share): boolean {
  return !link.has_password && !link.needs_email && link.expires_at === null && link.max_views === null;
}

/** The same link, for whoever is to read the guide: /s/… becomes /guide/…. */
export function guideLink(url: string): string {
  return url.replace("/s/", "/guide/");
}
