import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { circlesOf, importsOf } from "./import-circles";

const SRC = join(import.meta.dirname, "..");
const MODULE = /(\.d)?\.tsx?$/;

function graphOf(texts: Readonly<Record<string, string>>): Map<string, string[]> {
  return new Map(Object.entries(texts).map(([path, text]) => [path.replace(MODULE, ""), importsOf(path, text)]));
}

test("no module imports itself by way of others", () => {
  const paths = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((path) => MODULE.test(path));
  const graph = graphOf(Object.fromEntries(paths.map((path) => [path, readFileSync(join(SRC, path), "utf8")])));
  expect([...graph.values()].flat().filter((module) => graph.has(module)).length).toBeGreaterThan(1000);
  expect(circlesOf(graph)).toEqual([]);
});

test("a circle of types is found, across folders and through an alias", () => {
  const graph = graphOf({
    "a/one.ts": 'import type { Two } from "@/b/two";',
    "b/two.tsx": 'import { three } from "./three"; import react from "react";',
    "b/three.ts": 'export type { One } from "../a/one";',
  });
  expect(circlesOf(graph)).toEqual([["a/one", "b/two", "b/three", "a/one"]]);
});

test("a module that imports itself late is found, and two ways to one module are no circle", () => {
  expect(circlesOf(graphOf({ "a.ts": 'const later = () => import("./a");' }))).toEqual([["a", "a"]]);
  const diamond = { "a.ts": 'import "./b"; import "./c";', "b.ts": 'import "./d";', "c.ts": 'import "./d";', "d.ts": "" };
  expect(circlesOf(graphOf(diamond))).toEqual([]);
});
