import { waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import type { Annotation } from "@/lib/api-types";
import { anAnnotation } from "@/test/fixtures";
import { server } from "@/test/server";

import type { Said } from "./api/say";
import { Outbox } from "./outbox";

beforeEach(() => localStorage.clear());

function said(content: string, change: Partial<Said> = {}): Said {
  return { videoId: "v-1", linkToken: null, clientId: content, timestamp: 4, end: null, content, name: "", parentId: null, strokes: null, ...change };
}

/** Refuses with what `now.fault` is, and else takes what comes. */
function aServer() {
  const now = { fault: null as null | "none" | number, taken: [] as string[] };
  const answer = async ({ request }: { request: Request }) => {
    const body = (await request.json()) as { content: string; client_id: string };
    if (now.fault === "none") return HttpResponse.error();
    if (now.fault !== null) return HttpResponse.json({ error: { code: "not_allowed", message: "You may not." } }, { status: now.fault });
    now.taken.push(body.client_id);
    return HttpResponse.json(anAnnotation({ id: now.taken.length, content: body.content }), { status: 201 });
  };
  server.use(http.post("/annotations/", answer), http.post("/api/v1/annotations/drawing", answer));
  return now;
}

test("what is said without a network is sent later, in order, each once, also from a page that was opened anew", async () => {
  const now = aServer();
  now.fault = "none";
  const arrived: Annotation[] = [];
  const before = new Outbox("u-1", "v-1", (made) => arrived.push(made));
  expect(await before.send(said("a"))).toBeNull();
  expect(await before.send(said("b", { strokes: [{ tool_type: "pen" }], content: "" }))).toBeNull();
  expect(before.waiting().map(({ clientId }) => clientId)).toEqual(["a", "b"]);

  const after = new Outbox("u-1", "v-1", (made) => arrived.push(made));
  now.fault = null;
  const stop = after.subscribe(() => undefined);
  await waitFor(() => expect(after.waiting()).toEqual([]));
  expect(now.taken).toEqual(["a", "b"]);
  expect(arrived).toHaveLength(2);
  expect(localStorage).toHaveLength(0);
  stop();
});

test("what is said next waits behind what waits", async () => {
  const now = aServer();
  now.fault = "none";
  const box = new Outbox("u-1", "v-1", () => undefined);
  const stop = box.subscribe(() => undefined);
  await box.send(said("a"));
  now.fault = null;
  expect(await box.send(said("b"))).toBeNull();
  window.dispatchEvent(new Event("online"));
  await waitFor(() => expect(now.taken).toEqual(["a", "b"]));
  expect((await box.send(said("c")))?.id).toBe(3);
  stop();
});

test("a refusal is told, and holds up nothing else; it can be tried again or let go", async () => {
  const now = aServer();
  now.fault = "none";
  const box = new Outbox("u-1", "v-1", () => undefined);
  await box.send(said("a"));
  now.fault = 403;
  await box.flush();
  expect(box.waiting()).toMatchObject([{ clientId: "a", refused: "You may not." }]);
  now.fault = null;
  expect(await box.send(said("b"))).not.toBeNull();
  box.again("a");
  await waitFor(() => expect(now.taken).toEqual(["b", "a"]));
  now.fault = 403;
  await expect(box.send(said("c"))).rejects.toMatchObject({ code: "not_allowed" });
  expect(box.waiting()).toEqual([]);
});

test("what the room tells of has arrived, though its answer was lost: it is not said anew", async () => {
  const now = aServer();
  now.fault = "none";
  const box = new Outbox("u-1", "v-1", () => undefined);
  await box.send(said("a"));
  await box.send(said("b"));
  box.arrived(["a", "z"]);
  now.fault = null;
  await box.flush();
  expect(now.taken).toEqual(["b"]);
});

test("where this device keeps nothing, whoever wrote it still has it", async () => {
  aServer().fault = "none";
  const box = new Outbox("u-1", "v-1", () => undefined);
  const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await expect(box.send(said("a"))).rejects.toMatchObject({ status: 0 });
  full.mockRestore();
});

test("what somebody else wrote there is none of it", () => {
  localStorage.setItem("videoflow.outbox.u-1.v-1", JSON.stringify([{ clientId: 4 }, null, { ...said("a"), refused: null }]));
  expect(new Outbox("u-1", "v-1", () => undefined).waiting()).toHaveLength(1);
  localStorage.setItem("videoflow.outbox.u-1.v-1", "no JSON");
  expect(new Outbox("u-1", "v-1", () => undefined).waiting()).toEqual([]);
});
