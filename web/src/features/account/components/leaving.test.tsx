import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";

import type { AccountExport } from "@/lib/api-types";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { CloseAccount } from "./close-account";
import { ExportSection } from "./export-section";

const NO_EXPORT: AccountExport = { state: "none", progress: 0, size: null, created_at: null, expires_at: null, url: null };

test("what one has is packed while one waits, and saved", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const states: AccountExport[] = [
    { ...NO_EXPORT, state: "none" },
    { ...NO_EXPORT, state: "running", progress: 0.4 },
    { ...NO_EXPORT, state: "done", progress: 1, size: 31_400_000, url: "https://videoflow.example/export.zip", expires_at: "2026-12-07T10:00:00Z" },
  ];
  server.use(
    http.get("/account/export", () => HttpResponse.json(states[0])),
    http.post("/account/export", () => {
      states.shift();
      return HttpResponse.json(states[0], { status: 202 });
    }),
  );
  renderInApp(<ExportSection />);
  await userEvent.click(await screen.findByRole("button", { name: "Pack my data" }));
  expect(await screen.findByRole("progressbar", { name: "Your data" })).toHaveAttribute("aria-valuenow", "40");
  states.shift();
  await vi.advanceTimersByTimeAsync(2500);
  expect(await screen.findByRole("link", { name: "Save my data" })).toHaveAttribute("href", "https://videoflow.example/export.zip");
  expect(screen.getByText(/31\.4 MB · until December 7/)).toBeInTheDocument();
  vi.useRealTimers();
});

test("an account ends by its password, and not by a wrong one", async () => {
  const onClosed = vi.fn();
  const sent: unknown[] = [];
  const error = { code: "current_password_wrong", message: "No." };
  server.use(http.post("/account/closing", () => HttpResponse.json({ error }, { status: 403 })));
  renderInApp(<CloseAccount email="mara@example.org" onClosed={onClosed} />);
  await userEvent.click(screen.getByRole("button", { name: "Delete my account" }));
  const dialog = screen.getByRole("dialog", { name: "Delete your account?" });
  await userEvent.type(within(dialog).getByLabelText("Current password"), "wrong{Enter}");
  await waitFor(() => expect(within(dialog).getByLabelText("Current password")).toHaveAccessibleDescription("This is not your password."));
  expect(onClosed).not.toHaveBeenCalled();
  server.use(
    http.post("/account/closing", async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  await userEvent.clear(within(dialog).getByLabelText("Current password"));
  await userEvent.type(within(dialog).getByLabelText("Current password"), "right{Enter}");
  await waitFor(() => expect(onClosed).toHaveBeenCalledOnce());
  expect(sent).toEqual([{ password: "right" }]);
});
