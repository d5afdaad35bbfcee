import { expect, test } from "vitest";

import { ApiError } from "@/lib/api-error";

import { aFile, MB, Studio } from "./testing/studio";

async function sending(studio = new Studio()): Promise<Studio> {
  await studio.manager.open();
  studio.manager.add([{ file: aFile(), handle: null }]);
  await studio.settle();
  return studio;
}

const unfinished = (video_id: string, file = aFile()) => ({
  video_id,
  file_name: file.name,
  size: file.size,
  part_size: 8 * MB,
  state: "open",
  stored: 16 * MB,
  created_at: "2026-11-27T10:00:00Z",
});

test("a file is begun, remembered, sent, and forgotten once it is whole", async () => {
  const studio = await sending();
  expect(studio.send.target).toEqual({ videoId: "v1", partSize: 8 * MB });
  expect(studio.records.get("v1")).toMatchObject({ fileName: "talk.mp4", size: 100 * MB, userId: "u1" });
  studio.send.events.stored(8 * MB);
  await studio.settle();
  expect(studio.view).toMatchObject({ phase: "sending", stored: 8 * MB });
  studio.send.events.finishing();
  studio.send.events.finished();
  await studio.settle();
  expect(studio.view.phase).toBe("done");
  expect([studio.arrived, studio.records.size, studio.held.size]).toEqual([["v1"], 0, 0]);
});

test("what this page begins while it asks for the unfinished is not one of them", async () => {
  let answer: (listed: ReturnType<typeof unfinished>[]) => void = () => undefined;
  let begun: () => void = () => undefined;
  const studio = new Studio({ list: () => new Promise((resolve) => (answer = resolve)) });
  const { begin } = studio.deps;
  studio.deps.begin = async (file) => {
    await new Promise<void>((resolve) => (begun = resolve));
    return begin(file);
  };
  const page = new Studio({ ...studio.deps });
  const opening = page.manager.open();
  await page.settle();
  page.manager.add([{ file: aFile(), handle: null }]);
  await page.settle();
  answer([unfinished("v1")]);
  await opening;
  begun();
  await page.settle();
  expect(page.manager.views).toHaveLength(1);
});

test("what is no video is refused before anything is sent", async () => {
  const studio = new Studio();
  await studio.manager.open();
  studio.manager.add([{ file: aFile("notes.txt", 10, "text/plain"), handle: null }]);
  await studio.settle();
  expect(studio.view).toMatchObject({ phase: "failed", problem: { text: "This is no video file.", retry: false } });
  expect(studio.begun).toBe(0);
});

test("a full quota is said, and tried again on demand", async () => {
  let full = true;
  const refusal = new ApiError("quota_exceeded", "Full.", 413);
  const studio = new Studio();
  const { begin } = studio.deps;
  studio.deps.begin = (file) => (full ? Promise.reject(refusal) : begin(file));
  const tried = await sending(new Studio({ begin: studio.deps.begin }));
  expect(tried.view).toMatchObject({ phase: "failed", problem: { code: "quota_exceeded", retry: true } });
  full = false;
  tried.manager.with(tried.view.key, (job) => job.retry());
  await tried.settle();
  expect(tried.view.phase).toBe("sending");
});

test("trouble that passes is waited for, and goes on where storage is", async () => {
  const studio = await sending();
  studio.send.events.failed(new ApiError("network", "", 0));
  studio.manager.wake();
  await studio.settle();
  expect(studio.view.phase).toBe("sending");
  expect(studio.sends).toHaveLength(2);
  expect(studio.begun).toBe(1);
});

test("an upload the server no longer knows begins anew on demand", async () => {
  const studio = await sending();
  studio.send.events.failed(new ApiError("not_found", "", 404));
  await studio.settle();
  expect(studio.view).toMatchObject({ phase: "failed", problem: { code: "gone", retry: true } });
  studio.manager.with(studio.view.key, (job) => job.retry());
  await studio.settle();
  expect(studio.send.target.videoId).toBe("v2");
  expect([...studio.records.keys()]).toEqual(["v2"]);
});

test("a file whose completion's answer got lost is whole", async () => {
  const studio = await sending();
  studio.send.events.failed(new ApiError("already_finished", "", 409));
  await studio.settle();
  expect(studio.view.phase).toBe("done");
});

test("pausing keeps what is stored, and is remembered", async () => {
  const studio = await sending();
  studio.manager.with(studio.view.key, (job) => job.pause());
  await studio.settle();
  expect([studio.view.phase, studio.send.calls, studio.records.get("v1")?.paused]).toEqual(["paused", ["pause"], true]);
  studio.manager.with(studio.view.key, (job) => job.resume());
  await studio.settle();
  expect([studio.view.phase, studio.send.calls]).toEqual(["sending", ["pause", "resume"]]);
});

test("pausing before the server answered begins nothing twice", async () => {
  const studio = new Studio();
  await studio.manager.open();
  studio.manager.add([{ file: aFile(), handle: null }]);
  const [first] = studio.manager.views;
  studio.manager.with(first?.key ?? "", (job) => job.pause());
  await studio.settle();
  expect([studio.view.phase, studio.sends.length]).toEqual(["paused", 0]);
  studio.manager.with(studio.view.key, (job) => job.resume());
  await studio.settle();
  expect([studio.view.phase, studio.begun]).toEqual(["sending", 1]);
});

test("cancelling throws away what was sent, here and on the server", async () => {
  const studio = await sending();
  await studio.manager.remove(studio.view.key);
  expect([studio.manager.views.length, studio.aborted, studio.records.size, studio.send.calls]).toEqual([0, ["v1"], 0, ["drop"]]);
});

test("the same file added twice is one upload", async () => {
  const studio = await sending();
  studio.manager.add([{ file: aFile(), handle: null }]);
  await studio.settle();
  expect(studio.manager.views).toHaveLength(1);
});

test("a file of which this device has a copy goes on by itself", async () => {
  const before = await sending();
  const after = new Studio({ list: () => Promise.resolve([unfinished("v1")]), memory: before.deps.memory });
  await after.manager.open();
  await after.settle();
  expect(after.view).toMatchObject({ phase: "sending", stored: 16 * MB });
  expect(after.send.target.videoId).toBe("v1");
  expect(after.begun).toBe(0);
});

test("a paused one stays paused over a reload", async () => {
  const before = await sending();
  await before.deps.memory.change("v1", { paused: true });
  const after = new Studio({ list: () => Promise.resolve([unfinished("v1")]), memory: before.deps.memory });
  await after.manager.open();
  await after.settle();
  expect([after.view.phase, after.sends.length]).toEqual(["paused", 0]);
});

test("without a copy the file is chosen again; another file is refused", async () => {
  const before = await sending();
  await before.deps.memory.change("v1", { copy: null });
  const after = new Studio({ list: () => Promise.resolve([unfinished("v1")]), memory: before.deps.memory });
  await after.manager.open();
  await after.settle();
  expect(after.view.phase).toBe("needs-file");
  after.manager.with(after.view.key, (job) => job.give({ file: aFile("talk.mp4", 99 * MB), handle: null }));
  await after.settle();
  expect(after.view).toMatchObject({ phase: "needs-file", problem: { code: "another_file" } });
  after.manager.add([{ file: aFile(), handle: null }]);
  await after.settle();
  expect(after.manager.views).toHaveLength(1);
  expect(after.view).toMatchObject({ phase: "sending", problem: null });
});

test("a handle that asks for leave is opened when the person says so", async () => {
  const handle = {
    getFile: () => Promise.resolve(aFile()),
    queryPermission: () => Promise.resolve<PermissionState>("prompt"),
    requestPermission: () => Promise.resolve<PermissionState>("granted"),
  };
  const before = await sending();
  await before.deps.memory.change("v1", { copy: null, handle });
  const after = new Studio({ list: () => Promise.resolve([unfinished("v1")]), memory: before.deps.memory });
  await after.manager.open();
  await after.settle();
  expect(after.view.phase).toBe("asks");
  after.manager.with(after.view.key, (job) => void job.allow());
  await after.settle();
  expect(after.view.phase).toBe("sending");
});

test("what the server no longer has is forgotten; what another device began is offered", async () => {
  const before = await sending();
  const after = new Studio({ list: () => Promise.resolve([unfinished("other", aFile("b.mp4"))]), memory: before.deps.memory });
  await after.manager.open();
  await after.settle();
  expect(before.records.size).toBe(0);
  expect(after.view).toMatchObject({ videoId: "other", phase: "needs-file", fileName: "b.mp4" });
});

test("one window at a time sends a file", async () => {
  const studio = new Studio();
  studio.held.add("v1");
  await sending(studio);
  expect([studio.view.phase, studio.sends.length]).toEqual(["elsewhere", 0]);
});

test("leaving stops what is sent and keeps it for the next visit", async () => {
  const studio = await sending();
  expect(studio.manager.isActive).toBe(true);
  studio.manager.close();
  expect([studio.send.calls, studio.records.size, studio.held.size, studio.manager.isActive]).toEqual([["drop"], 1, 0, false]);
});
