/** The link's address, beginning at a moment: whole seconds, as people write them. */
export function startingAt(url: string, seconds: number): string {
  const address = new URL(url);
  address.searchParams.set("t", String(Math.floor(seconds)));
  return address.href;
}
