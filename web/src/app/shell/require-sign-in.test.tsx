import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test } from "vitest";

import { MemoryRouter } from "@/lib/router/memory-router";
import { useLocation } from "@/lib/router/use-router";
import { checkSignIn } from "@/lib/sign-in-fetch";
import { useLeaveGuard } from "@/lib/use-leave-guard";
import { MARA } from "@/test/fixtures";
import { server } from "@/test/server";

import { RequireSignIn } from "./require-sign-in";

let isRecording = false;

function RecordingPage() {
  useLeaveGuard(isRecording, () => isRecording);
  return <p>The page</p>;
}

function Place() {
  if (useLocation().pathname === "/login") return <p>Log in</p>;
  return (
    <RequireSignIn>
      <RecordingPage />
    </RequireSignIn>
  );
}

async function show(): Promise<void> {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter>
        <Place />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  await screen.findByText("The page");
}

beforeEach(() => {
  document.cookie = "csrf_access_token=c5rf; path=/";
  server.use(http.get("/auth/me", () => HttpResponse.json({ user: MARA, operate: null })));
});

afterEach(() => {
  document.cookie = "csrf_access_token=; max-age=0; path=/";
});

async function endSignIn(): Promise<void> {
  server.use(http.get("/auth/me", () => HttpResponse.json({ error: { code: "not_authenticated", message: "" } }, { status: 401 })));
  await act(() => checkSignIn());
}

test("a sign-in that ended leads to the login", async () => {
  isRecording = false;
  await show();
  await endSignIn();
  await waitFor(() => expect(screen.getByText("Log in")).toBeInTheDocument());
});

test("a page that records stays, and what it records with it", async () => {
  isRecording = true;
  await show();
  await endSignIn();
  expect(screen.getByText("The page")).toBeInTheDocument();
});
