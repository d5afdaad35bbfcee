import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import type { FoundSecret, FoundSecrets } from "@/lib/api-types";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { SecretsFound } from "./secrets-found";

function secret(id: string, more: Partial<FoundSecret> = {}): FoundSecret {
  const place = { x: 0.2, y: 0.3, width: 0.1, height: 0.03 };
  return {
    id,
    kind: "email",
    excerpt: "a••••@••••.com",
    decision: "open",
    spots: [{ place, start: 12, end: 20 }],
    image_url: null,
    ...more,
  };
}

let held: FoundSecrets;
let asked: unknown[];

beforeEach(() => {
  asked = [];
  held = {
    items: [secret("e1"), secret("e2"), secret("c1", { kind: "card", excerpt: "••••11" })],
    state: "idle",
    progress: 0,
    withheld: false,
    may_uncover: true,
    original_url: null,
  };
  server.use(
    http.get("/video/v-1/secrets", () => HttpResponse.json(held)),
    http.post("/video/v-1/secrets", async ({ request }) => {
      const body = (await request.json()) as { ids: string[]; decision: FoundSecret["decision"] };
      asked.push(body);
      held = {
        ...held,
        items: held.items.map((each) => (body.ids.includes(each.id) ? { ...each, decision: body.decision } : each)),
        ...(body.decision === "blurred" ? { state: "running" as const, withheld: true } : {}),
      };
      return HttpResponse.json(held);
    }),
  );
});

test("it says what was found, and lists it once that is asked for", async () => {
  renderInApp(<SecretsFound videoId="v-1" />);
  expect(await screen.findByText("Found 2 email addresses, 1 card number on screen.")).toBeInTheDocument();
  expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Review" }));
  expect(screen.getAllByRole("checkbox", { checked: true })).toHaveLength(3);
});

test("what is chosen is covered, and the owner is told who can watch meanwhile", async () => {
  renderInApp(<SecretsFound videoId="v-1" isOpen />);
  await userEvent.click(await screen.findByRole("checkbox", { name: "Choose card number ••••11" }));
  await userEvent.click(screen.getByRole("button", { name: "Blur in the video" }));
  await waitFor(() => expect(asked).toEqual([{ ids: ["e1", "e2"], decision: "blurred" }]));
  expect(await screen.findByText(/only you can watch the video/)).toBeInTheDocument();
  expect(screen.getAllByText("Covered")).toHaveLength(2);
});

test("who may not uncover is not offered to", async () => {
  held = { ...held, may_uncover: false, items: [secret("e1", { decision: "blurred" })] };
  renderInApp(<SecretsFound videoId="v-1" isOpen />);
  await userEvent.click(await screen.findByRole("checkbox"));
  expect(screen.queryByRole("button", { name: "Uncover" })).not.toBeInTheDocument();
});

test("one can go to where it stands", async () => {
  const onJump = vi.fn();
  held = { ...held, items: [secret("e1")] };
  renderInApp(<SecretsFound videoId="v-1" isOpen onJump={onJump} />);
  await userEvent.click(await screen.findByRole("button", { name: /0:12/ }));
  expect(onJump).toHaveBeenCalledWith(12);
});

test("where nothing was found that is said", async () => {
  held = { ...held, items: [] };
  renderInApp(<SecretsFound videoId="v-1" />);
  expect(await screen.findByText(/^No passwords/)).toBeInTheDocument();
});
