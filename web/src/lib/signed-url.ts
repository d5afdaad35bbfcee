/**
 * Every answer of the API signs its media URLs anew. Taking each new one would load posters and
 * pictures again at every event, so the first URL of an object is kept while it is valid.
 */
const FALLBACK_LIFE_MS = 10 * 60_000;
/** Left over when a URL is exchanged, so that a picture about to load still can. */
const MARGIN_MS = 2 * 60_000;

interface Kept {
  url: string;
  until: number;
}

const kept = new Map<string, Kept>();

/** When a signed URL ends, in ms since 1970: SigV4's date and lifetime, or CloudFront's `Expires`. */
export function signedUntil(url: string): number | null {
  const query = new URL(url, window.location.origin).searchParams;
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get("X-Amz-Date") ?? "");
  const seconds = Number(query.get("X-Amz-Expires"));
  if (date && seconds > 0) {
    const [, year, month, day, hour, minute, second] = date.map(Number);
    return (
      Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) + seconds * 1000
    );
  }
  const expires = Number(query.get("Expires"));
  return expires > 0 ? expires * 1000 : null;
}

/** The same object, whatever its signature. */
export function objectOf(url: string): string {
  const parsed = new URL(url, window.location.origin);
  return parsed.origin + parsed.pathname;
}

/** `url`, or the earlier URL of the same object while that one is still good. */
export function stableUrl(url: string, now = Date.now()): string {
  const object = objectOf(url);
  const earlier = kept.get(object);
  if (earlier && earlier.until > now) return earlier.url;
  const until = signedUntil(url) ?? now + FALLBACK_LIFE_MS;
  kept.set(object, { url, until: until - MARGIN_MS });
  return url;
}
