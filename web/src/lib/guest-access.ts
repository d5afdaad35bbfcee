/**
 * Who watches by a link without an account: the link's guest token goes along with what the page asks for, in place of
 * a sign-in. It lives as long as the tab does, so that a reload is no second view of the link.
 */
const PREFIX = "videoflow.guest.";

let acting: string | null = null;

/** From now on every request is the guest's; null: the signed-in person's again. */
export function actAsGuest(guestToken: string | null): void {
  acting = guestToken;
}

export function actingGuest(): string | null {
  return acting;
}

/** The same request with the guest's token, and without a sign-in that this browser may hold as well. */
export function asGuest(request: Request, guestToken: string): Request {
  const headers = new Headers(request.headers);
  headers.set("Authorization", `Bearer ${guestToken}`);
  return new Request(request, { headers, credentials: "omit" });
}

export function findGuestToken(linkToken: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + linkToken);
  } catch {
    return null;
  }
}

export function keepGuestToken(linkToken: string, guestToken: string): void {
  try {
    sessionStorage.setItem(PREFIX + linkToken, guestToken);
  } catch {
    // Nothing is kept on this device: a reload will count as another view.
  }
}

export function dropGuestToken(linkToken: string): void {
  try {
    sessionStorage.removeItem(PREFIX + linkToken);
  } catch {
    // Nothing was kept.
  }
}
