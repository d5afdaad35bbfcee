/** What an earlier visit left behind, against the fake server. */

import { beforeEach, describe, expect, it } from "vitest";

import type { LocalStore } from "@/lib/local-store/tables";

import { FakeRest } from "../chunk-upload/testing/fake-rest";
import { FakeServer } from "../chunk-upload/testing/fake-server";
import { VirtualClock } from "../chunk-upload/testing/virtual-clock";
import type { UploadDeps } from "../chunk-upload/types";
import { keepRecording, takeOver, type Keeping } from "../keeping/keeping";
import { aRecord, emptyDatabase } from "../keeping/testing/kept";
import { sendRest, type Way } from "./send-rest";

let database: LocalStore;
let clock: VirtualClock;
let server: FakeServer;
let rest: FakeRest;

beforeEach(async () => {
  database = await emptyDatabase();
  clock = new VirtualClock();
  server = new FakeServer(clock);
  rest = new FakeRest(server);
});

async function leftBehind(...chunks: string[]): Promise<Keeping> {
  const first = await keepRecording(() => Promise.resolve(database), aRecord());
  for (const chunk of chunks) await first.store.append(new Blob([chunk]));
  first.release();
  const later = await takeOver(database, "v1");
  if (later === null) throw new Error("Nothing was kept.");
  return later;
}

function way(change: Partial<UploadDeps> = {}): Way {
  const readVideo = (): Promise<{ status: string; playbackUrl: string }> =>
    Promise.resolve({ status: "done", playbackUrl: "https://play.test/1" });
  const deps = { openSocket: server.openSocket, fetch: rest.fetch, clock, random: () => 0.5, readVideo, ...change };
  return { target: aRecord().target, deps };
}

/** Lets virtual time pass beside the database's real one until the sending is through. */
async function through(sending: Promise<void>): Promise<unknown> {
  const outcome: { over: boolean; error: unknown } = { over: false, error: null };
  sending
    .catch((error: unknown) => (outcome.error = error))
    .finally(() => (outcome.over = true));
  while (!outcome.over) {
    await clock.advance(50);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return outcome.error;
}

async function arrived(): Promise<string> {
  return new TextDecoder().decode(await server.bytes());
}

describe("sendRest", () => {
  it("sends from where the server is, finishes, and keeps nothing here", async () => {
    const keeping = await leftBehind("abc", "defgh");
    server.append(new Blob(["abcde"]));
    expect(await through(sendRest(keeping, [way()], () => undefined))).toBeNull();
    expect(await arrived()).toBe("abcdefgh");
    expect(server.size).toBe(8);
    expect(await database.count("recordings")).toBe(0);
  });

  it("goes on in the owner's name where the token ran out", async () => {
    const keeping = await leftBehind("abc");
    server.refusal = { close: 4401 };
    const noSocket = (): never => {
      throw new TypeError("No.");
    };
    expect(await through(sendRest(keeping, [way(), way({ openSocket: noSocket })], () => undefined))).toBeNull();
    expect(await arrived()).toBe("abc");
    expect(rest.requests).toContain("POST /video/complete");
  });

  it("ends the recording where the server has more than is here", async () => {
    const keeping = await leftBehind("abc");
    server.append(new Blob(["abcdef"]));
    expect(await through(sendRest(keeping, [way()], () => undefined))).toBeNull();
    expect(server.size).toBe(6);
    expect(await database.count("recordings")).toBe(0);
  });

  it("keeps everything where the server takes no more", async () => {
    const keeping = await leftBehind("abc");
    server.size = 2;
    expect(await through(sendRest(keeping, [way()], () => undefined))).toMatchObject({ code: "already_finished" });
    expect(await database.count("chunks")).toBe(1);
  });
});
