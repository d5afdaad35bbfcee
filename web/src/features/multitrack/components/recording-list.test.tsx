import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";

import { Toaster } from "@/components/toaster";
import type { MultitrackRecording } from "@/lib/api-types";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { RecordingList } from "./recording-list";

function aRecording(change: Partial<MultitrackRecording> = {}): MultitrackRecording {
  return {
    session_id: "s-1",
    title: "Talk on Friday",
    created_at: "2026-11-27T10:40:00Z",
    status: "recorded",
    progress: 0,
    size: 12_940_000,
    duration: 104,
    tracks: [
      { track: "video", state: "completed", size: 12_300_000, mime_type: "video/webm", started_at: 1 },
      { track: "audio", state: "completed", size: 640_000, mime_type: "audio/webm", started_at: 1 },
    ],
    error: null,
    ...change,
  };
}

function answer(...recordings: MultitrackRecording[]): void {
  server.use(http.get("/api/sessions", () => HttpResponse.json({ sessions: recordings })));
}

test("it loads with rows in place, and an empty list says what to do", async () => {
  answer();
  renderInApp(<RecordingList currentId={null} />);
  expect(screen.getByRole("status", { name: "Loading your multitrack recordings" })).toBeInTheDocument();
  expect(await screen.findByText("No multitrack recordings yet")).toBeInTheDocument();
});

test("a recording tells its tracks and is compiled as asked", async () => {
  const asked: unknown[] = [];
  answer(aRecording());
  server.use(
    http.post("/api/compile-video/s-1", async ({ request }) => {
      asked.push(await request.json());
      answer(aRecording({ status: "compiling", progress: 0.42 }));
      return HttpResponse.json({ session_id: "s-1", status: "compiling", progress: 0 }, { status: 202 });
    }),
  );
  renderInApp(<RecordingList currentId={null} />);
  expect(await screen.findByText(/Picture 12.3 MB · Sound 640 kB · 1:44/)).toBeInTheDocument();
  await userEvent.click(screen.getByText("Best"));
  await userEvent.selectOptions(screen.getByLabelText("Size"), "720p");
  await userEvent.click(screen.getByRole("button", { name: "Compile" }));
  expect(await screen.findByText("Compiling 42%")).toBeInTheDocument();
  expect(asked).toEqual([{ crf: 18, resolution: "720p" }]);
});

test("a film is downloaded and watched", async () => {
  answer(aRecording({ status: "compiled", size: 9_400_000 }));
  renderInApp(<RecordingList currentId={null} />);
  const link = await screen.findByRole("link", { name: "Download MP4 9.4 MB" });
  expect(link).toHaveAttribute("href", "/api/download/s-1");
  expect(screen.getByRole("link", { name: "Watch" })).toHaveAttribute("href", "/watch/s-1");
});

test("another film can be made as long as the tracks are kept", async () => {
  const asked: unknown[] = [];
  answer(aRecording({ status: "compiled" }));
  server.use(
    http.post("/api/compile-video/s-1", async ({ request }) => {
      asked.push(await request.json());
      answer(aRecording({ status: "compiling", progress: 0.42 }));
      return HttpResponse.json({ session_id: "s-1", status: "compiling", progress: 0 }, { status: 202 });
    }),
  );
  renderInApp(<RecordingList currentId={null} />);
  await userEvent.click(await screen.findByText("Compile anew"));
  await userEvent.click(screen.getByText("Smaller"));
  await userEvent.click(screen.getByRole("button", { name: "Compile again" }));
  expect(await screen.findByText("Compiling 42%")).toBeInTheDocument();
  expect(asked).toEqual([{ crf: 28, resolution: "source" }]);
});

test("a film that is as it is asked for stays, and that is said", async () => {
  answer(aRecording({ status: "compiled" }));
  server.use(http.post("/api/compile-video/s-1", () => HttpResponse.json({ session_id: "s-1", status: "compiled", progress: 1 }, { status: 202 })));
  renderInApp(
    <>
      <RecordingList currentId={null} />
      <Toaster />
    </>,
  );
  await userEvent.click(await screen.findByText("Compile anew"));
  await userEvent.click(screen.getByRole("button", { name: "Compile again" }));
  expect(await screen.findByText("The film is like this already.")).toBeInTheDocument();
  expect(screen.getByText("Film ready")).toBeInTheDocument();
});

test("without its tracks, a film is all there is", async () => {
  answer(aRecording({ status: "compiled", tracks: [] }));
  renderInApp(<RecordingList currentId={null} />);
  expect(await screen.findByText("Film ready")).toBeInTheDocument();
  expect(screen.queryByText("Compile anew")).not.toBeInTheDocument();
});

test("a failed film says why and can be tried again", async () => {
  answer(aRecording({ status: "failed", error: { code: "no_frames", message: "It holds no picture." } }));
  renderInApp(<RecordingList currentId={null} />);
  expect(await screen.findByText(/It holds no picture/)).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
});

test("an unreachable server is said so", async () => {
  server.use(http.get("/api/sessions", () => HttpResponse.json({}, { status: 503 })));
  renderInApp(<RecordingList currentId={null} />);
  expect(await screen.findByText("Your multitrack recordings could not be loaded")).toBeInTheDocument();
});

test("deleting asks first, then the recording goes", async () => {
  answer(aRecording());
  server.use(
    http.delete("/api/sessions/s-1", () => {
      answer();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  renderInApp(<RecordingList currentId={null} />);
  await userEvent.click(await screen.findByRole("button", { name: "Delete Talk on Friday" }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(screen.getByText("No multitrack recordings yet")).toBeInTheDocument());
});

test("what is being recorded has its place above the list", async () => {
  answer(aRecording({ status: "recording" }));
  renderInApp(<RecordingList currentId="s-1" />);
  expect(await screen.findByText("No multitrack recordings yet")).toBeInTheDocument();
});
