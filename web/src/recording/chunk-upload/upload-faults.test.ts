/** Whatever breaks where, the server ends with the recorded bytes, in order, once. */

import { expect, it } from "vitest";

import type { RestFault } from "./testing/fake-rest";
import type { Cut } from "./testing/fake-socket";
import { between, seeded, type Random } from "./testing/random";
import { Rig } from "./testing/rig";

const ROUNDS = 150;

function anyCut(random: Random): Cut | null {
  const kind = between(random, 0, 5);
  if (kind === 0) return { at: "open" };
  if (kind === 1) return { at: "ready" };
  if (kind === 2) return { at: "finish", taken: random() < 0.5 };
  return { at: "frame", count: between(random, 1, 6), taken: random() < 0.5 };
}

function anyFault(random: Random): RestFault | null {
  const faults: (RestFault | null)[] = ["network", "server", "moved", "taken", null, null, null];
  return faults[between(random, 0, faults.length - 1)] ?? null;
}

async function recordAll(rig: Rig): Promise<void> {
  const { random } = rig;
  const chunks = between(random, 1, 25);
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    await rig.record(between(random, 1, 300));
    await rig.clock.advance(between(random, 0, 400));
    if (random() < 0.1) rig.client.networkGone();
    if (random() < 0.1) rig.client.retryNow();
  }
}

async function expectWhole(rig: Rig, seed: number): Promise<void> {
  void rig.client.finish();
  await rig.clock.until(() => rig.client.state.phase === "finished");
  const [arrived, recorded] = [await rig.server.bytes(), await rig.recorded()];
  expect(arrived.length, `seed ${seed}`).toBe(recorded.length);
  expect(arrived.every((byte, at) => byte === recorded[at]), `seed ${seed}`).toBe(true);
  expect(rig.server.size, `seed ${seed}`).toBe(recorded.length);
  expect(rig.server.mostInFlight, `seed ${seed}`).toBeLessThanOrEqual(rig.server.window);
  expect(rig.server.largestFrame, `seed ${seed}`).toBeLessThanOrEqual(rig.server.maxChunk);
}

function rigOf(seed: number): Rig {
  const random = seeded(seed);
  const maxChunk = between(random, 20, 400);
  const rig = new Rig(seed, maxChunk);
  rig.server.maxChunk = maxChunk;
  rig.server.window = between(random, 1, 5);
  rig.server.part = between(random, 1, 500);
  rig.server.latency = between(random, 1, 200);
  return rig;
}

it("loses and repeats no byte over breaking sockets", async () => {
  for (let seed = 0; seed < ROUNDS; seed += 1) {
    const rig = rigOf(seed);
    rig.server.cuts = Array.from({ length: between(rig.random, 1, 12) }, () => anyCut(rig.random));
    rig.client.start();
    await recordAll(rig);
    await expectWhole(rig, seed);
  }
});

it("loses and repeats no byte over breaking requests", async () => {
  for (let seed = 0; seed < ROUNDS; seed += 1) {
    const rig = rigOf(seed);
    rig.server.socketsBlocked = true;
    rig.rest.faults = Array.from({ length: between(rig.random, 1, 40) }, () => anyFault(rig.random));
    rig.client.start();
    await recordAll(rig);
    await expectWhole(rig, seed);
  }
});
