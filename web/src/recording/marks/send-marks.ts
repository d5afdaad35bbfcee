/** Sends marks to the server, as the account that is signed in; whether that helped. */
import { quietSignInFetch } from "@/lib/sign-in-fetch";

import type { Mark } from "./mark";
import type { Sent } from "./mark-queue";

const LATER = [401, 408, 429];

export async function sendMarks(videoId: string, marks: readonly Mark[]): Promise<Sent> {
  const request = new Request(new URL(`/video/${videoId}/marks`, window.location.origin), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ marks }),
  });
  try {
    const { ok, status } = await quietSignInFetch(request);
    if (ok) return "taken";
    return status >= 500 || LATER.includes(status) ? "again" : "refused";
  } catch {
    return "again";
  }
}
