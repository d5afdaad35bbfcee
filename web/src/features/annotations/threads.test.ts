import { expect, test } from "vitest";

import type { Annotation } from "@/lib/api-types";
import { anAnnotation } from "@/test/fixtures";

import { EVERYTHING, filtered, threadsOf, type Thread } from "./threads";

const ANA = { id: "u-ana", name: "Ana Núñez", guest: false, gone: false, picture_url: null };
const ALL: Annotation[] = [
  anAnnotation({ id: 3, timestamp: 5, type: "drawing", author: ANA }),
  anAnnotation({ id: 9, timestamp: 7, parent_id: 1 }),
  anAnnotation({ id: 1, timestamp: 7, resolved: { at: "2026-11-20T11:00:00Z", by: null } }),
  anAnnotation({ id: 4, timestamp: 7, parent_id: 1, author: ANA }),
  anAnnotation({ id: 6, timestamp: 8, parent_id: 2 }),
];
const ids = (threads: Thread[]): number[][] => threads.map(({ root, replies }) => [root.id, ...replies.map(({ id }) => id)]);

test("answers stand below what they answer, in the order they were said; nothing is lost with what it was about", () => {
  expect(ids(threadsOf(ALL))).toEqual([[3], [1, 4, 9], [6]]);
});

test.each([
  [{ name: "Ana Núñez" }, [3]],
  [{ type: "drawing" }, [3]],
  [{ state: "resolved" }, [1]],
  [{ state: "open" }, [3, 6]],
  [{ name: "Ana Núñez", state: "resolved" }, []],
] as const)("%j leaves %j", (change, left) => {
  expect(filtered(threadsOf(ALL), { ...EVERYTHING, ...change }).map(({ root }) => root.id)).toEqual(left);
});
