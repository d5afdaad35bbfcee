import { expect, test } from "vitest";

import { clusterMarkers, type Marker } from "./cluster-markers";

function marker(id: number, time: number): Marker {
  return { id, time, person: { id: "u", name: "U" }, text: "", kind: "comment" };
}

function ids(times: number[], duration = 100, width = 1000, bubble = 27): number[][] {
  const markers = times.map((time, index) => marker(index, time));
  return clusterMarkers(markers, duration, width, bubble).map((cluster) => cluster.markers.map(({ id }) => id));
}

test("markers far enough apart stand alone", () => {
  expect(ids([10, 20, 30])).toEqual([[0], [1], [2]]);
});

test("those that would overlap share a bubble, in time order", () => {
  expect(ids([20, 12, 10])).toEqual([[2, 1], [0]]);
});

test("a chain of near ones does not become one bubble: groups stand at their first", () => {
  // 20 px apart each: 0 and 1 overlap, 2 is 40 px from 0.
  expect(ids([10, 12, 14, 16])).toEqual([[0, 1], [2, 3]]);
});

test("no two bubbles are ever closer than a bubble is wide", () => {
  const times = Array.from({ length: 200 }, (_, index) => (index * 37) % 100);
  const clusters = clusterMarkers(times.map((time, index) => marker(index, time)), 100, 640, 27);
  const gaps = clusters.slice(1).map((cluster, index) => (cluster.at - (clusters[index]?.at ?? 0)) * 640);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(27);
  expect(clusters.flatMap((cluster) => cluster.markers)).toHaveLength(200);
});

test("a wider timeline takes groups apart", () => {
  expect(ids([10, 12], 100, 300)).toHaveLength(1);
  expect(ids([10, 12], 100, 3000)).toHaveLength(2);
});

test("markers beyond the end stand at the end", () => {
  expect(clusterMarkers([marker(1, 130)], 100, 1000, 27)[0]?.at).toBe(1);
});

test("nothing is drawn before length and width are known", () => {
  expect(ids([1, 2], 0)).toEqual([]);
  expect(ids([1, 2], 100, 0)).toEqual([]);
});
