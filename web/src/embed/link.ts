/** The link behind the frame, asked for without cookies: other pages' frames have none. */
import type { components } from "@/lib/api-schema";
import { dropGuestToken, findGuestToken, keepGuestToken } from "@/lib/guest-access";

type LinkedVideo = components["schemas"]["LinkedVideo"];

export interface Needs {
  password: boolean;
  email: boolean;
}

export type Opened =
  | { kind: "playable"; title: string; playback: NonNullable<LinkedVideo["playback"]>; start: number | null }
  /** It is still recorded, or was not put together yet. */
  | { kind: "not-yet" }
  | { kind: "locked"; needs: Needs }
  | { kind: "gone" }
  | { kind: "unreachable" };

interface Refusal {
  error?: { code?: string; details?: { needs?: unknown } };
}

export async function openLink(token: string): Promise<Opened> {
  const kept = findGuestToken(token);
  const headers: HeadersInit = kept === null ? {} : { Authorization: `Bearer ${kept}` };
  try {
    const answer = await fetch(addressOf(token), { credentials: "omit", headers });
    if (answer.ok) return taken(token, (await answer.json()) as LinkedVideo);
    if (answer.status >= 500) return { kind: "unreachable" };
    if (kept !== null) dropGuestToken(token);
    const { error } = (await answer.json()) as Refusal;
    const needs = Array.isArray(error?.details?.needs) ? (error.details.needs as unknown[]) : [];
    if (answer.status !== 401) return { kind: answer.status === 404 ? "gone" : "unreachable" };
    return { kind: "locked", needs: { password: needs.includes("password"), email: needs.includes("email") } };
  } catch {
    return { kind: "unreachable" };
  }
}

function taken(token: string, video: LinkedVideo): Opened {
  if (video.guest_token !== null) keepGuestToken(token, video.guest_token);
  if (video.playback === null) return video.status === "failed" || video.status === "aborted" ? { kind: "gone" } : { kind: "not-yet" };
  return { kind: "playable", title: video.title, playback: video.playback, start: video.link.start };
}

/** Null where the key fits; else whether it was the wrong one, or nobody answered. */
export async function unlock(token: string, key: { password?: string; email?: string }): Promise<"wrong" | "unreachable" | null> {
  try {
    const answer = await fetch(`${addressOf(token)}/unlock`, {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(key),
    });
    if (!answer.ok) return answer.status === 401 || answer.status === 400 ? "wrong" : "unreachable";
    keepGuestToken(token, ((await answer.json()) as { guest_token: string }).guest_token);
    return null;
  } catch {
    return "unreachable";
  }
}

function addressOf(token: string): string {
  return `/api/links/${encodeURIComponent(token)}`;
}
