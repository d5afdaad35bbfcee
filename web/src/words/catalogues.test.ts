import { expect, test } from "vitest";

const FILES = import.meta.glob<Record<string, unknown>>(["./*.ts", "!./*.test.ts", "!./plural.ts"], { eager: true });
const GERMAN = import.meta.glob<Record<string, unknown>>(["./de/*.ts", "!./de/server-says.ts"], { eager: true });

/** By area, as the file is called: what it exports as "…Words". */
const ENGLISH = new Map(
  Object.entries(FILES).map(([file, exported]) => {
    const words = Object.entries(exported).find(([name]) => name.endsWith("Words"));
    return [file.slice("./".length, -".ts".length), words?.[1] as Record<string, unknown>];
  }),
);

/** By area: what its file exports by that name. */
const german: Record<string, unknown> = Object.fromEntries(
  Object.entries(GERMAN).map(([file, exported]) => {
    const area = file.slice("./de/".length, -".ts".length);
    return [area, exported[area]];
  }),
);

/** "common.steps()": the path of each word, with whether things are put into it. */
function keysOf(value: unknown, path: string): string[] {
  if (typeof value === "function") return [`${path}()`];
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`));
}

const keysIn = (areas: Iterable<[string, unknown]>): string[] => [...areas].flatMap(([area, words]) => keysOf(words, area)).sort();

test("German has a word for each English one, and none besides", () => {
  const english = keysIn(ENGLISH);
  expect(english.length).toBeGreaterThan(400);
  expect(keysIn(Object.entries(german))).toEqual(english);
});

test("no word is empty, or the same in both by oversight", () => {
  const same = [...ENGLISH].flatMap(([area, words]) => {
    const other = (german[area] ?? {}) as Record<string, unknown>;
    return Object.entries(words)
      .filter(([key, word]) => typeof word === "string" && (word === "" || word === other[key]))
      .map(([key]) => `${area}.${key}`);
  });
  expect(same.sort()).toEqual([
    "account.name",
    "auth.name",
    "drawing.ellipse",
    "drawing.text",
    "live.live",
    "player.auto",
    "player.original",
    "player.position",
    "recorder.escape",
    "recorder.pause",
    "recording.offline",
    "sharing.link",
  ]);
});
