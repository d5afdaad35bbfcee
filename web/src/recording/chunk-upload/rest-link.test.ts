/** The upload over plain requests: when it takes over, how it stays in step, how it ends. */

import { describe, expect, it } from "vitest";

import { Rig } from "./testing/rig";

function blocked(): Rig {
  const rig = new Rig();
  rig.server.socketsBlocked = true;
  return rig;
}

describe("the REST fallback", () => {
  it("takes over after two sockets that came to nothing", async () => {
    const rig = blocked();
    rig.client.start();
    for (let chunk = 0; chunk < 5; chunk += 1) await rig.record(20);
    await rig.clock.until(() => rig.client.state.ackedBytes === 100);
    expect(rig.server.sockets).toHaveLength(2);
    expect(rig.client.state.transport).toBe("rest");
    expect(rig.rest.requests[0]).toBe("HEAD /video/chunk/v1");
    expect(rig.rest.authorization).toBe("Bearer t0ken");
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("takes over also where sockets open and every frame kills them", async () => {
    const rig = new Rig();
    rig.server.cuts = Array.from({ length: 2 }, () => ({ at: "frame", count: 1, taken: false }));
    rig.client.start();
    await rig.record(20);
    await rig.clock.until(() => rig.client.state.ackedBytes === 20);
    expect(rig.client.state.transport).toBe("rest");
  });

  it("splits what is too large, and sends what comes later", async () => {
    const rig = new Rig(1, 30);
    rig.server.socketsBlocked = true;
    rig.client.start();
    await rig.record(100);
    await rig.clock.until(() => rig.client.state.ackedBytes === 100);
    expect(rig.server.largestFrame).toBe(30);
    await rig.clock.advance(20_000);
    await rig.record(5);
    await rig.clock.until(() => rig.client.state.ackedBytes === 105);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("goes on where the server says after 409", async () => {
    const rig = blocked();
    rig.rest.faults = [null, "moved"];
    rig.client.start();
    await rig.record(40);
    await rig.clock.until(() => rig.client.state.ackedBytes === 40);
    expect(rig.rest.requests.filter((request) => request.startsWith("POST"))).toHaveLength(2);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("sends again from there what the server lost", async () => {
    const rig = blocked();
    rig.server.part = 1_000;
    rig.client.start();
    await rig.record(40);
    await rig.clock.until(() => rig.client.state.ackedBytes === 40);
    rig.server.loseUnstored();
    await rig.record(15);
    await rig.clock.until(() => rig.server.offset === 55);
    expect(rig.rest.requests.filter((request) => request.startsWith("HEAD"))).toHaveLength(1);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("repeats nothing when only the answer to a chunk was lost", async () => {
    const rig = blocked();
    rig.rest.faults = [null, "taken"];
    rig.client.start();
    await rig.record(40);
    await rig.clock.until(() => rig.client.state.ackedBytes === 40);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("starts a new connection after correcting the same offset again and again", async () => {
    const rig = blocked();
    rig.rest.faults = [null, ...Array.from({ length: 6 }, () => "moved" as const)];
    rig.client.start();
    await rig.record(40);
    await rig.clock.until(() => rig.client.state.phase === "waiting" && rig.client.state.transport === "rest");
    await rig.clock.until(() => rig.client.state.ackedBytes === 40);
    expect(rig.rest.requests.filter((request) => request.startsWith("HEAD"))).toHaveLength(2);
  });

  it("learns while idle what has reached storage", async () => {
    const rig = blocked();
    rig.server.part = 1_000;
    rig.client.start();
    await rig.record(40);
    await rig.clock.until(() => rig.client.state.ackedBytes === 40);
    expect(rig.client.state.storedBytes).toBe(0);
    rig.server.stored = 40;
    await rig.clock.advance(6_000);
    expect(rig.client.state.storedBytes).toBe(40);
    expect(rig.store.start).toBe(40);
  });

  it("gives the socket its turn again when requests fail as well", async () => {
    const rig = blocked();
    rig.rest.faults = ["network"];
    rig.client.start();
    await rig.clock.until(() => rig.rest.requests.length === 1 && rig.client.state.phase === "waiting");
    rig.server.socketsBlocked = false;
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 10);
    expect(rig.client.state.transport).toBe("socket");
  });

  it("goes back to a socket that had worked before the network went", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 10);
    rig.server.cuts = [{ at: "open" }, { at: "open" }];
    rig.server.socket.end(1006);
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 20);
    expect(rig.client.state.transport).toBe("socket");
    expect(rig.rest.requests).toEqual(["HEAD /video/chunk/v1"]);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });
});

describe("its end", () => {
  it("completes, then waits until the video plays", async () => {
    const rig = blocked();
    rig.outcomes = [
      { status: "processing", playbackUrl: null },
      new Error("offline"),
      { status: "processing", playbackUrl: "https://play.test/2" },
    ];
    rig.client.start();
    await rig.record(10);
    const finished = rig.client.finish();
    await rig.clock.until(() => rig.client.state.phase === "finished");
    expect(await finished).toEqual({ status: "processing", playbackUrl: "https://play.test/2" });
    expect(rig.rest.requests.at(-1)).toBe("POST /video/complete");
  });

  it("ends with a video that failed", async () => {
    const rig = blocked();
    rig.outcomes = [{ status: "failed", playbackUrl: null }];
    rig.client.start();
    await rig.record(10);
    const finished = rig.client.finish();
    await rig.clock.until(() => rig.client.state.phase === "finished");
    expect(await finished).toEqual({ status: "failed", playbackUrl: null });
  });

  it("waits no longer when the video cannot be looked at: its bytes are there", async () => {
    const rig = blocked();
    rig.outcomes = [new Error("logged out")];
    rig.client.start();
    await rig.record(10);
    const finished = rig.client.finish();
    await rig.clock.until(() => rig.client.state.phase === "finished");
    expect(await finished).toEqual({ status: "unknown", playbackUrl: null });
  });

  it("sends what the server misses before it completes", async () => {
    const rig = blocked();
    rig.client.start();
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 10);
    rig.server.stored = 0;
    rig.server.loseUnstored();
    void rig.client.finish();
    await rig.clock.until(() => rig.client.state.phase === "finished");
    expect(rig.server.size).toBe(10);
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it.each([
    [401, "token_expired"],
    [404, "not_found"],
    [413, "recording_too_large"],
  ])("fails on %i %s", async (status, code) => {
    const rig = blocked();
    rig.rest.refusal = { status, code, message: "No." };
    rig.client.start();
    await rig.clock.until(() => rig.client.state.phase === "failed");
    expect(rig.client.state.error).toEqual({ code, message: "No." });
  });

  it("drops the request under way when the recording is thrown away", async () => {
    const rig = blocked();
    rig.client.start();
    await rig.clock.until(() => rig.rest.requests.length === 1);
    const aborted = rig.client.abort();
    await rig.clock.advance(100);
    await aborted;
    expect(rig.rest.requests.at(-1)).toBe("POST /video/abort/v1");
    expect(rig.server.aborts).toBe(1);
    expect(rig.client.state.phase).toBe("aborted");
  });
});
