/** Where to go after logging in: the page that asked for it, if that is one of ours. */
export function nextPath(params: URLSearchParams): string {
  const next = params.get("next") ?? "/";
  // "//host" and "/\host" would leave this site.
  return /^\/(?![/\\])/.test(next) ? next : "/";
}
