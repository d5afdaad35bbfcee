/**
 * fetch as the account that is signed in: cookies, the CSRF header, and one refresh when access has run out.
 * Refresh tokens rotate, so two refreshes at once would log the person out: within a tab they share
 * one promise, and across tabs a lock plus a look at the CSRF cookie tells whether another was first.
 */
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

export function readCookie(name: string): string {
  for (const pair of document.cookie.split("; ")) {
    if (pair.startsWith(`${name}=`)) return decodeURIComponent(pair.slice(name.length + 1));
  }
  return "";
}

/** Whether this browser holds anything of a sign-in; without it, asking who is logged in is idle. */
export function mayBeSignedIn(): boolean {
  return readCookie(ACCESS_CSRF) !== "" || readCookie(REFRESH_CSRF) !== "";
}

/** Sends the request; on 401 refreshes once and sends it again. Throws what fetch throws. */
export async function signInFetch(request: Request): Promise<Response> {
  const spare = request.clone();
  const csrfBefore = readCookie(ACCESS_CSRF);
  const response = await fetch(withCsrf(request));
  const path = new URL(request.url).pathname;
  if (response.status !== 401 || NO_REFRESH.includes(path)) return response;
  if (await refreshOnce(csrfBefore)) return fetch(withCsrf(spare));
  for (const listener of lostListeners) listener();
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
