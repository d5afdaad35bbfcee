/**
 * fetch as the account that is signed in: cookies, the CSRF header, and one refresh when access has run out.
 * Refresh tokens rotate, so two refreshes at once would log the person out: within a tab they share
 * one promise, and across tabs a lock plus a look at the CSRF cookie tells whether another was first.
 */
import { errorWords } from "@/words/errors";

import { actingGuest, asGuest } from "./guest-access";

const ACCESS_CSRF = "csrf_access_token";
const REFRESH_CSRF = "csrf_refresh_token";

/** These answer 401 for reasons a refresh cannot mend. */
const NO_REFRESH = ["/auth/login", "/auth/register", "/auth/refresh"];

let refreshing: Promise<boolean> | null = null;
const lostListeners = new Set<() => void>();

/** Called when the sign-in is over and only a new login helps. */
export function onSignInLost(listener: () => void): () => void {
  lostListeners.add(listener);
  return () => lostListeners.delete(listener);
}

/** Over HTTPS its name says that no other host can have set it. */
function readCookie(name: string): string {
  for (const pair of document.cookie.split("; ")) {
    for (const start of [`__Host-${name}=`, `${name}=`]) {
      if (pair.startsWith(start)) return decodeURIComponent(pair.slice(start.length));
    }
  }
  return "";
}

/** Whether this browser holds anything of a sign-in; without it, asking who is logged in is idle. */
export function mayBeSignedIn(): boolean {
  return readCookie(ACCESS_CSRF) !== "" || readCookie(REFRESH_CSRF) !== "";
}

/** Sends the request; on 401 refreshes once and sends it again. Throws what fetch throws. */
export function signInFetch(request: Request): Promise<Response> {
  return send(request, () => {
    for (const listener of lostListeners) listener();
  });
}

/** The same where a sign-in that is over is no news: nobody is told. */
export function quietSignInFetch(request: Request): Promise<Response> {
  return send(request, () => undefined);
}

/** Asks whether the sign-in still counts, where something says that it may not; `onSignInLost` hears if it does not. */
export async function checkSignIn(): Promise<void> {
  try {
    await signInFetch(whoAmI());
  } catch {
    // Nobody answers: whatever is asked next finds out.
  }
}

/** Whether this account is the one that is signed in. Throws where nobody can tell now. */
export async function isSignedIn(userId: string): Promise<boolean> {
  const response = await quietSignInFetch(whoAmI());
  if (response.status === 401) return false;
  if (!response.ok) throw new TypeError("The server cannot tell now who is signed in.");
  const { user } = (await response.json()) as { user: { id: string } };
  return user.id === userId;
}

function whoAmI(): Request {
  return new Request(new URL("/auth/me", window.location.origin), { cache: "no-store" });
}

/** Asks for a new access cookie where the old one ran out, and tells nobody where the sign-in is over. */
export async function renewSignIn(): Promise<void> {
  if (!mayBeSignedIn()) return;
  await quietSignInFetch(whoAmI()).catch(() => undefined);
}

/** What answers is read in the page's language: its words are waited for, beside the answer. */
async function send(request: Request, lost: () => void): Promise<Response> {
  const [response] = await Promise.all([answerTo(request, lost), errorWords.beforeAnswers()]);
  return response;
}

async function answerTo(request: Request, lost: () => void): Promise<Response> {
  const guest = actingGuest();
  if (guest !== null) return fetch(asGuest(request, guest));
  const spare = request.clone();
  const csrfBefore = readCookie(ACCESS_CSRF);
  const response = await fetch(withCsrf(request));
  const path = new URL(request.url).pathname;
  if (response.status !== 401 || NO_REFRESH.includes(path)) return response;
  if (await refreshOnce(csrfBefore)) return fetch(withCsrf(spare));
  lost();
  return response;
}

function withCsrf(request: Request): Request {
  if (request.method === "GET" || request.method === "HEAD") return request;
  const headers = new Headers(request.headers);
  headers.set("X-CSRF-TOKEN", readCookie(ACCESS_CSRF));
  return new Request(request, { headers });
}

function refreshOnce(csrfBefore: string): Promise<boolean> {
  refreshing ??= underTabLock(() => refresh(csrfBefore)).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function refresh(csrfBefore: string): Promise<boolean> {
  const current = readCookie(ACCESS_CSRF);
  // A changed cookie: another tab (or an earlier call) has refreshed while this request was under way.
  if (current !== "" && current !== csrfBefore) return true;
  const csrf = readCookie(REFRESH_CSRF);
  if (csrf === "") return false;
  const response = await fetch("/auth/refresh", {
    method: "POST",
    headers: { "X-CSRF-TOKEN": csrf },
  });
  // The server is ill, not the sign-in: the caller sees a failed request and may try again.
  if (response.status >= 500) throw new TypeError("The sign-in could not be refreshed now.");
  return response.ok;
}

async function underTabLock(job: () => Promise<boolean>): Promise<boolean> {
  // Locks exist in secure contexts only; without them tabs are merely not coordinated.
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? await locks.request("videoflow.refresh", job) : await job();
}
