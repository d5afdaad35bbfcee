/** Marks reach the server once, in order, however often it does not answer. */
import { describe, expect, it } from "vitest";

import { VirtualClock } from "../chunk-upload/testing/virtual-clock";
import type { Mark } from "./mark";
import { MarkQueue, type Sent } from "./mark-queue";

function aMark(at: number): Mark {
  return { id: `m${at}`, at, kind: "mark", role: "", name: "", within: "", note: "" };
}

function aQueue(...answers: Sent[]) {
  const clock = new VirtualClock();
  const sent: number[][] = [];
  const told: string[] = [];
  const queue = new MarkQueue({
    clock,
    random: () => 0,
    send: (_videoId, marks) => {
      sent.push(marks.map(({ at }) => at));
      return Promise.resolve(answers.shift() ?? "taken");
    },
    refused: () => told.push("refused"),
  });
  return { clock, queue, sent, told };
}

describe("MarkQueue", () => {
  it("waits for the video, and sends what came meanwhile at once", async () => {
    const { queue, sent } = aQueue();
    queue.add(aMark(1));
    queue.add(aMark(2));
    await queue.flush(10);
    expect(sent).toEqual([]);
    queue.opened("v1");
    await queue.flush(10);
    expect(sent).toEqual([[1, 2]]);
    expect(queue.size).toBe(0);
  });

  it("sends a batch again whose answer was lost", async () => {
    const { queue, sent } = aQueue("again");
    queue.opened("v1");
    queue.add(aMark(1));
    await queue.flush(10);
    expect(queue.size).toBe(1);
    queue.retryNow();
    await queue.flush(10);
    expect(sent).toEqual([[1], [1]]);
    expect(queue.size).toBe(0);
  });

  it("drops what is refused, says so once, and goes on", async () => {
    const { queue, sent, told } = aQueue("refused", "refused");
    queue.opened("v1");
    for (const at of [1, 2, 3]) {
      queue.add(aMark(at));
      await queue.flush(10);
    }
    expect(sent).toEqual([[1], [2], [3]]);
    expect(told).toEqual(["refused"]);
  });

  it("sends a hundred at once, and keeps as many as a recording may have", async () => {
    const { queue, sent } = aQueue();
    for (let at = 0; at < 2_100; at += 1) queue.add(aMark(at));
    expect(queue.size).toBe(2_000);
    queue.opened("v1");
    await queue.flush(10);
    expect(sent.map((batch) => batch.length)).toEqual(Array(20).fill(100));
  });
});
