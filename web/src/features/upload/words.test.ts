import { expect, test } from "vitest";

import { UNSTARTED, type JobView } from "./job-view";
import { jobWords, timeLeft, trayWords } from "./words";

function job(change: Partial<JobView>): JobView {
  return { ...UNSTARTED, fileName: "talk.mp4", size: 120_000_000, phase: "sending", ...change };
}

test("what is safe is said once there is something safe", () => {
  expect(jobWords(job({ sent: 3_000_000 }), true).text).toBe("3 MB of 120 MB sent");
  expect(jobWords(job({ stored: 31_400_000 }), true).text).toBe("31.4 MB of 120 MB safe in storage");
  expect(jobWords(job({ phase: "paused", stored: 31_400_000 }), true).text).toBe("Paused · 31.4 MB of 120 MB safe in storage");
});

test("speed and time left stand aside", () => {
  const words = jobWords(job({ sent: 60_000_000, stored: 60_000_000, bytesPerSecond: 4_000_000 }), true);
  expect(words.aside).toBe("4 MB/s · 15 s left");
  expect(jobWords(job({ bytesPerSecond: 0 }), true).aside).toBe("No progress");
});

test("offline says what happens then", () => {
  for (const phase of ["starting", "sending", "waiting"] as const) {
    expect(jobWords(job({ phase }), false)).toMatchObject({ tone: "warn", text: "Offline: goes on when you are back" });
  }
  expect(jobWords(job({ phase: "waiting" }), true).text).toBe("Connection lost: trying again");
});

test("an interrupted file says where it stopped and what to do", () => {
  expect(jobWords(job({ phase: "needs-file", stored: 16_800_000 }), true).text).toBe(
    "Stopped. 16.8 MB of 120 MB safe in storage. Choose the file again to go on",
  );
});

test.each([
  [4, "a few seconds left"],
  [41, "45 s left"],
  [61, "2 min left"],
  [5400, "1.5 h left"],
])("%i seconds are %s", (seconds, words) => {
  expect(timeLeft(seconds)).toBe(words);
});

test("a file that has arrived is in the library once the server has taken it, and not when it refused it", () => {
  const problem = { code: "not_a_video", text: "This file is not a video. Export it again.", retry: false };
  expect(jobWords(job({ phase: "looked-into" }), true)).toMatchObject({ tone: "busy", text: "Safe in storage. The server looks at the file" });
  expect(jobWords(job({ phase: "refused", problem }), true)).toMatchObject({ tone: "trouble", text: problem.text });
  expect(trayWords([job({ phase: "refused", problem }), job({ phase: "done" })])).toBe("1 upload failed");
  expect(trayWords([job({ phase: "looked-into" })])).toBe("1 file uploaded");
});

test("one line stands for all", () => {
  expect(trayWords([job({}), job({ phase: "done" })])).toBe("Uploading 1 file");
  expect(trayWords([job({ phase: "failed" }), job({ phase: "done" })])).toBe("1 upload failed");
  expect(trayWords([job({ phase: "needs-file" })])).toBe("1 upload stopped");
  expect(trayWords([job({ phase: "done" }), job({ phase: "done" })])).toBe("2 files uploaded");
});
