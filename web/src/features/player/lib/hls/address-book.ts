/**
 * Where a running HLS player finds its files. A recorded video's playlists are read once, but the token in
 * their paths and the signatures in them run out; this knows the newest address of each.
 */
import { objectOf } from "@/lib/signed-url";

type ReadText = (url: string) => Promise<string>;

export class AddressBook {
  private readonly bases: string[];
  private readonly playlists = new Set<string>();
  private readonly segments = new Map<string, string>();

  constructor(master: string) {
    this.bases = [baseOf(master)];
  }

  /** The address to ask instead of `url`, which may have run out. */
  newest(url: string): string {
    const base = this.bases.find((each) => url.startsWith(each));
    if (base === undefined) return this.segments.get(objectOf(url)) ?? url;
    const name = url.slice(base.length);
    if (name.endsWith(".m3u8")) this.playlists.add(name);
    return (this.bases.at(-1) ?? base) + name;
  }

  /** Takes a fresh master playlist, and fresh segment addresses from the playlists in use. */
  async renew(master: string, read: ReadText): Promise<void> {
    const base = baseOf(master);
    if (this.bases.at(-1) === base) return;
    this.bases.push(base);
    for (const name of this.playlists) {
      const text = await read(base + name).catch(() => "");
      for (const uri of urisOf(text, base)) this.segments.set(objectOf(uri), uri);
    }
  }
}

function baseOf(master: string): string {
  return new URL(".", new URL(master, window.location.origin)).href;
}

/** The media files of a playlist, its initialisation segment among them. */
export function urisOf(playlist: string, base: string): string[] {
  const uris: string[] = [];
  for (const raw of playlist.split("\n")) {
    const line = raw.trim();
    const uri = line.startsWith("#") ? /^#EXT-X-MAP:.*URI="([^"]+)"/.exec(line)?.[1] : line;
    if (uri) uris.push(new URL(uri, base).href);
  }
  return uris;
}
