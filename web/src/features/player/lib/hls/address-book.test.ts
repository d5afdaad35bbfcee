import { expect, test, vi } from "vitest";

import { AddressBook, urisOf } from "./address-book";

const OLD = "https://videoflow.example/api/stream/v-1/old/";
const NEW = "https://videoflow.example/api/stream/v-1/new/";
const playlist = (mark: string): string => `#EXTM3U
#EXT-X-MAP:URI="https://s3.example/720p/init.mp4?sig=${mark}"
#EXTINF:4.0,
https://s3.example/720p/0.m4s?sig=${mark}
#EXT-X-ENDLIST`;

test("the files of a playlist are its segments and their initialisation", () => {
  expect(urisOf(playlist("1"), OLD)).toEqual([
    "https://s3.example/720p/init.mp4?sig=1",
    "https://s3.example/720p/0.m4s?sig=1",
  ]);
});

test("before anything is renewed every address is its own", () => {
  const book = new AddressBook(`${OLD}master.m3u8`);
  expect(book.newest(`${OLD}720p.m3u8`)).toBe(`${OLD}720p.m3u8`);
  expect(book.newest("https://s3.example/720p/0.m4s?sig=1")).toBe("https://s3.example/720p/0.m4s?sig=1");
});

test("after a renewal playlists and segments are asked for under the new token", async () => {
  const book = new AddressBook(`${OLD}master.m3u8`);
  book.newest(`${OLD}720p.m3u8`);
  const read = vi.fn(() => Promise.resolve(playlist("2")));
  await book.renew(`${NEW}master.m3u8`, read);
  expect(read).toHaveBeenCalledExactlyOnceWith(`${NEW}720p.m3u8`);
  expect(book.newest(`${OLD}1080p.m3u8`)).toBe(`${NEW}1080p.m3u8`);
  expect(book.newest("https://s3.example/720p/0.m4s?sig=1")).toBe("https://s3.example/720p/0.m4s?sig=2");
});

test("the same token again, or a playlist that does not come, changes nothing", async () => {
  const book = new AddressBook(`${OLD}master.m3u8`);
  book.newest(`${OLD}720p.m3u8`);
  const read = vi.fn(() => Promise.reject(new Error("offline")));
  await book.renew(`${OLD}master.m3u8`, read);
  expect(read).not.toHaveBeenCalled();
  await book.renew(`${NEW}master.m3u8`, read);
  expect(book.newest("https://s3.example/720p/0.m4s?sig=1")).toBe("https://s3.example/720p/0.m4s?sig=1");
});
