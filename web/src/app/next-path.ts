/** Where to go after logging in: the page that asked for it, if that is one of ours. */
export function nextPath(params: URLSearchParams): string {
  const next = params.get("next") ?? "/";
  // Read as the browser will: "//host", "/\\host" and "/\t/host" lead to another site.
  if (!next.startsWith("/") || !URL.canParse(next, location.origin)) return "/";
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? url.pathname + url.search + url.hash : "/";
}
