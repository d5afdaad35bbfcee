import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";

import { server } from "@/test/server";

import type { SendEvents } from "./sender";
import { uppySender } from "./uppy-sender";

const MIB = 1024 * 1024;

interface Told {
  stored: number[];
  completed: unknown;
  put: number[];
}

/** Storage that has `there` of a file in parts of 5 MiB. */
function serve(there: number[]): Told {
  const told: Told = { stored: [], completed: null, put: [] };
  server.use(
    http.get("*/api/uploads/v1", () =>
      HttpResponse.json({
        video_id: "v1",
        file_name: "a.mp4",
        size: 12 * MIB,
        part_size: 5 * MIB,
        state: "open",
        parts: there.map((number) => ({ number, size: 5 * MIB, etag: `"old${number}"` })),
      }),
    ),
    http.post("*/api/uploads/v1/parts", async ({ request }) => {
      const { numbers } = (await request.json()) as { numbers: number[] };
      const urls = numbers.map((number) => ({ number, url: `/s3/file?partNumber=${number}` }));
      return HttpResponse.json({ urls, expires_at: "2026-11-28T00:00:00Z" });
    }),
    http.put("*/s3/file", ({ request }) => {
      const number = Number(new URL(request.url).searchParams.get("partNumber"));
      told.put.push(number);
      return new HttpResponse(null, { headers: { ETag: `"new${number}"`, "Access-Control-Expose-Headers": "ETag" } });
    }),
    http.post("*/api/uploads/v1/complete", async ({ request }) => {
      told.completed = await request.json();
      return HttpResponse.json({ video_id: "v1", status: "processing" }, { status: 202 });
    }),
  );
  return told;
}

function send(told: Told): Promise<void> {
  return new Promise((resolve, reject) => {
    const events: SendEvents = {
      sent: () => undefined,
      stored: (bytes) => told.stored.push(bytes),
      finishing: () => undefined,
      finished: resolve,
      failed: (error) => reject(error instanceof Error ? error : new Error(String(error))),
    };
    const file = new File([new Uint8Array(12 * MIB)], "a.mp4", { type: "video/mp4" });
    uppySender.start(file, { videoId: "v1", partSize: 5 * MIB }, events);
  });
}

test("only what storage lacks is sent, and all of it is completed", async () => {
  const told = serve([1, 2]);
  await send(told);
  expect(told.put).toEqual([3]);
  expect(told.stored).toEqual([10 * MIB, 12 * MIB]);
  expect(told.completed).toEqual({
    parts: [
      { number: 1, etag: '"old1"' },
      { number: 2, etag: '"old2"' },
      { number: 3, etag: '"new3"' },
    ],
  });
});

test("a file nothing is there of is sent whole", async () => {
  const told = serve([]);
  await send(told);
  expect(told.put.sort()).toEqual([1, 2, 3]);
});

test("an upload that is whole already says so", async () => {
  serve([]);
  server.use(http.get("*/api/uploads/v1", () => HttpResponse.json({ state: "completed", parts: [] })));
  const told: Told = { stored: [], completed: null, put: [] };
  await expect(send(told)).rejects.toMatchObject({ code: "already_finished" });
});
