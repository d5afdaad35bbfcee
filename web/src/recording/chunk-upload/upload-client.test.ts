/** What is sent when, and what the server's answers lead to. */

import { describe, expect, it } from "vitest";

import { Rig } from "./testing/rig";

describe("sending", () => {
  it("opens the socket with the upload's token and starts where the server says", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.record(100);
    await rig.clock.until(() => rig.client.state.ackedBytes === 100);
    expect(rig.server.addresses).toEqual(["ws://app.test/ws/upload/v1?token=t0ken"]);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("keeps a token that is in the address already", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.clock.until(() => rig.client.state.phase === "sending");
    expect(rig.client.state.transport).toBe("socket");
    expect(new URL(rig.server.addresses[0] ?? "").searchParams.getAll("token")).toEqual(["t0ken"]);
  });

  it("never has more frames in flight than the window", async () => {
    const rig = new Rig();
    rig.server.window = 3;
    rig.client.start();
    for (let chunk = 0; chunk < 20; chunk += 1) await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 200);
    expect(rig.server.mostInFlight).toBe(3);
  });

  it("stops at the window while nothing is acknowledged", async () => {
    const rig = new Rig();
    rig.server.acks = false;
    rig.client.start();
    for (let chunk = 0; chunk < 9; chunk += 1) await rig.record(10);
    await rig.clock.advance(5_000);
    expect(rig.server.socket.heard).toEqual([10, 10, 10, 10]);
    expect(rig.client.state).toMatchObject({ sentBytes: 40, ackedBytes: 0, queuedBytes: 90 });
  });

  it("splits what is larger than the server's largest chunk", async () => {
    const rig = new Rig();
    rig.server.maxChunk = 30;
    rig.client.start();
    await rig.record(100);
    await rig.clock.until(() => rig.client.state.ackedBytes === 100);
    expect(rig.server.socket.heard).toEqual([30, 30, 30, 10]);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("tells what is stored, acknowledged and only here, and forgets what is stored", async () => {
    const rig = new Rig();
    rig.server.part = 64;
    rig.client.start();
    for (let chunk = 0; chunk < 3; chunk += 1) await rig.record(30);
    await rig.clock.until(() => rig.client.state.ackedBytes === 90);
    rig.server.acks = false;
    await rig.record(7);
    await rig.clock.advance(100);
    expect(rig.client.state).toMatchObject({ storedBytes: 64, ackedBytes: 90, sentBytes: 97, queuedBytes: 7 });
    expect(rig.store.start).toBe(60);
  });

  it("tells its listeners of each change until they leave", async () => {
    const rig = new Rig();
    let calls = 0;
    const leave = rig.client.subscribe(() => (calls += 1));
    rig.client.start();
    await rig.clock.advance(100);
    expect(calls).toBeGreaterThan(0);
    const before = calls;
    leave();
    await rig.record(10);
    expect(calls).toBe(before);
  });
});

describe("answers out of the ordinary", () => {
  it("shrugs at repeated and late acknowledgements", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.record(10);
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 20);
    rig.server.socket.say({ type: "ack", offset: 20 });
    rig.server.socket.say({ type: "ack", offset: 10 });
    rig.server.socket.say({ type: "stored", offset: 0 });
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 30);
    expect(rig.server.sockets).toHaveLength(1);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("ignores messages of a newer server", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.clock.until(() => rig.client.state.phase === "sending");
    rig.server.socket.say({ type: "weather", sky: "clear" });
    expect(rig.client.state.phase).toBe("sending");
  });

  it.each(["no json", '"text"', "null", '{"type":"ack"}', '{"type":"ack","offset":-1}', '{"type":"ack","offset":999}'])(
    "takes a new connection after %s",
    async (text) => {
      const rig = new Rig();
      rig.client.start();
      await rig.clock.until(() => rig.client.state.phase === "sending");
      rig.server.socket.sayRaw(text);
      expect(rig.client.state.phase).toBe("waiting");
      await rig.record(10);
      await rig.clock.until(() => rig.client.state.ackedBytes === 10);
      expect(rig.server.sockets).toHaveLength(2);
    },
  );

  it("sends nothing between an error and the close that follows it", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.clock.until(() => rig.client.state.phase === "sending");
    const first = rig.server.socket;
    first.say({ type: "error", code: "spool_full", message: "No room now." });
    await rig.record(10);
    await rig.clock.advance(1_000);
    expect(first.heard).toEqual([]);
    await rig.clock.until(() => rig.client.state.ackedBytes === 10);
    expect(rig.server.sockets).toHaveLength(2);
  });
});
