/** What a lost connection leads to. */

import { describe, expect, it } from "vitest";

import { Rig } from "./testing/rig";

describe("reconnecting", () => {
  it("comes back soon after the server goes away", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.clock.until(() => rig.client.state.phase === "sending");
    rig.server.socket.end(1012);
    await rig.clock.advance(1_100);
    expect(rig.server.sockets).toHaveLength(2);
    expect(rig.client.state.phase).toBe("sending");
  });

  it.each([
    ["another machine has the recording", { close: 1012, error: { code: "wrong_host", message: "Another server." } }],
    ["each server it comes to goes away", { close: 1012 }],
  ])("asks less and less often while %s, and goes on once it is let in", async (_, refusal) => {
    const rig = new Rig();
    rig.client.start();
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 10);
    rig.server.refusal = refusal;
    rig.rest.refusal = { status: 421, code: "wrong_host", message: "Another server." };
    rig.server.socket.end(1012);
    await rig.record(10);
    await rig.clock.advance(120_000);
    expect(rig.server.sockets.length + rig.rest.requests.length).toBeLessThan(20);
    rig.server.refusal = null;
    rig.rest.refusal = null;
    await rig.clock.advance(15_100);
    expect(rig.client.state.ackedBytes).toBe(20);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("waits longer each time, and not at all when the network returns", async () => {
    const rig = new Rig();
    rig.server.socketsBlocked = true;
    rig.rest.faults = Array.from({ length: 50 }, () => "network");
    rig.client.start();
    await rig.clock.advance(60_000);
    const tries = rig.server.sockets.length;
    expect(tries).toBeLessThan(12);
    rig.server.socketsBlocked = false;
    rig.rest.faults = [];
    await rig.clock.until(() => rig.client.state.phase === "waiting");
    rig.client.retryNow();
    await rig.clock.advance(50);
    expect(rig.client.state.phase).toBe("sending");
  });

  it("drops the connection when the browser says that the network is gone", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.clock.until(() => rig.client.state.phase === "sending");
    rig.client.networkGone();
    await rig.record(10);
    expect(rig.client.state).toMatchObject({ phase: "waiting", queuedBytes: 10 });
    await rig.clock.until(() => rig.client.state.ackedBytes === 10);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("starts anew after a sleep, though the connection looks alive", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 10);
    const asleep = rig.server.socket;
    rig.client.renew();
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 20);
    expect(asleep.isOpen).toBe(false);
    expect(rig.server.sockets).toHaveLength(2);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("gives a silent connection up", async () => {
    const rig = new Rig();
    rig.server.acks = false;
    rig.client.start();
    await rig.record(10);
    await rig.clock.advance(15_000);
    expect(rig.server.sockets).toHaveLength(1);
    rig.server.acks = true;
    await rig.clock.advance(20_000);
    expect(rig.server.sockets).toHaveLength(2);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("waits for a large frame that leaves slowly", async () => {
    const rig = new Rig();
    rig.server.acks = false;
    rig.client.start();
    await rig.record(100_000);
    await rig.clock.until(() => rig.client.state.sentBytes === 100_000);
    for (let left = 100_000; left > 0; left -= 10_000) {
      rig.server.socket.bufferedAmount = left;
      await rig.clock.advance(8_000);
    }
    expect(rig.server.sockets).toHaveLength(1);
  });

  it("leaves an idle connection alone, as during a long pause", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 10);
    await rig.clock.advance(600_000);
    expect(rig.server.sockets).toHaveLength(1);
    expect(rig.server.socket.isOpen).toBe(true);
  });

  it("sends again what was acknowledged but lost before it was stored", async () => {
    const rig = new Rig();
    rig.server.part = 1_000;
    rig.client.start();
    await rig.record(50);
    await rig.clock.until(() => rig.client.state.ackedBytes === 50);
    rig.server.loseUnstored();
    rig.server.socket.end(1006);
    await rig.clock.until(() => rig.server.sockets.length === 2 && rig.client.state.ackedBytes === 50);
    await rig.clock.advance(100);
    expect(rig.server.offset).toBe(50);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });
});
