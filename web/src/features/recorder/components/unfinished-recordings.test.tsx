/** What a visit finds that an earlier one left behind, with the server's word on it. */

import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it } from "vitest";

import type { LocalStore } from "@/lib/local-store/tables";
import { MemoryRouter } from "@/lib/router/memory-router";
import { keepRecording } from "@/recording/keeping/keeping";
import { aRecord, emptyDatabase } from "@/recording/keeping/testing/kept";
import { server } from "@/test/server";

import { UnfinishedRecordings } from "./unfinished-recordings";

let database: LocalStore;
let aborted: string[] = [];

beforeEach(async () => {
  database = await emptyDatabase();
  aborted = [];
  server.use(
    http.post("/video/abort/:id", ({ params }) => {
      aborted.push(String(params.id));
      return HttpResponse.json({ video_id: params.id, status: "aborted" });
    }),
  );
  const keeping = await keepRecording(() => Promise.resolve(database), aRecord({ startedAt: Date.now() - 120_000 }));
  await keeping.store.append(new Blob(["x".repeat(5000)]), 72);
  keeping.release();
});

function visit(video: Record<string, unknown> | null): void {
  server.use(
    http.get("/video/:id", () =>
      video === null
        ? HttpResponse.json({ error: { code: "not_found", message: "No such video." } }, { status: 404 })
        : HttpResponse.json(video),
    ),
  );
  render(
    <MemoryRouter>
      <UnfinishedRecordings userId="u1" />
    </MemoryRouter>,
  );
}

describe("what was left behind", () => {
  it("can be sent, saved or discarded while the server waits for the rest", async () => {
    visit({ status: "uploading", size: null });
    expect(await screen.findByText(/A recording was cut off \(1:12, 2 minutes ago\)/)).toBeInTheDocument();
    expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual([
      "Send the rest and finish",
      "Save to this device",
      "Discard",
    ]);
  });

  it("is discarded only when asked twice, here and on the server", async () => {
    visit({ status: "uploading", size: null });
    await userEvent.click(await screen.findByRole("button", { name: "Discard" }));
    expect(await database.count("recordings")).toBe(1);
    await userEvent.click(screen.getByRole("button", { name: "Discard recording" }));
    await waitFor(() => expect(screen.queryByRole("region")).not.toBeInTheDocument());
    expect(aborted).toEqual(["v1"]);
    expect([await database.count("recordings"), await database.count("chunks")]).toEqual([0, 0]);
  });

  it("is let go once the server has all of it, and that is said until it is dismissed", async () => {
    visit({ status: "done", size: 5000 });
    expect(await screen.findByText(/Your recording is whole/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Open the recording" })).toHaveAttribute("href", "/watch/v1");
    expect(await database.count("recordings")).toBe(0);
    await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("region")).not.toBeInTheDocument();
  });

  it("stays, with what came too late, where the server ended it without", async () => {
    visit({ status: "done", size: 2000 });
    expect(await screen.findByText(/finished without its last 3 kB/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Open the recording" })).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Save to this device" })).toBeEnabled();
    expect(await database.count("chunks")).toBe(1);
  });

  it("can still be saved once it was deleted on the server", async () => {
    visit(null);
    expect(await screen.findByText(/The server no longer has this recording/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Send/ })).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Save to this device" })).toBeEnabled();
  });
});
