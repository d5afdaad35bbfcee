import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import type { AccountSignIn, ApiToken } from "@/lib/api-types";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { DefaultVisibility } from "./default-visibility";
import { NewsChoices } from "./news-choices";
import { PasswordForm } from "./password-form";
import { ProfileForm } from "./profile-form";
import { SignInList } from "./sign-in-list";
import { TokenList } from "./token-list";

const HERE: AccountSignIn = {
  id: "s-1",
  device: "Firefox on Linux",
  created_at: "2026-11-20T10:00:00Z",
  last_used_at: "2026-11-20T10:00:00Z",
  expires_at: "2026-12-20T10:00:00Z",
  current: true,
};
const TOKEN: ApiToken = {
  id: "t-1",
  name: "Nightly upload",
  scopes: ["record"],
  start: "vf_AbCdEf",
  created_at: "2026-11-20T10:00:00Z",
  last_used_at: null,
  expires_at: "2027-11-20T10:00:00Z",
};

let asked: { method: string; path: string; body: unknown }[];

beforeEach(() => {
  asked = [];
});

async function note(request: Request): Promise<void> {
  const text = await request.text();
  asked.push({ method: request.method, path: new URL(request.url).pathname, body: text === "" ? null : JSON.parse(text) });
}

function refuse(path: string, status: number, code: string, message: string): void {
  server.use(http.post(path, () => HttpResponse.json({ error: { code, message } }, { status })));
}

test("a name is changed, and an email is only told", async () => {
  const account = { id: "u", email: "mara@example.org", name: "Mara Rossi", role: "member" };
  server.use(
    http.get("/account", () => HttpResponse.json(account)),
    http.patch("/account", async ({ request }) => {
      await note(request);
      return HttpResponse.json({ ...account, name: "Mara R." });
    }),
  );
  renderInApp(<ProfileForm />);
  const name = await screen.findByLabelText("Name");
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  await userEvent.clear(name);
  await userEvent.type(name, "Mara R.");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(asked).toEqual([{ method: "PATCH", path: "/account", body: { name: "Mara R." } }]));
  expect(screen.getByLabelText("Email")).toHaveAttribute("readonly");
});

test("new videos are for whom one chooses, or as the workspace has it", async () => {
  let chosen: string | null = null;
  const account = () => ({ default_visibility: chosen, workspace_visibility: "link" });
  server.use(
    http.get("/account", () => HttpResponse.json(account())),
    http.patch("/account", async ({ request }) => {
      await note(request);
      chosen = (asked.at(-1)?.body as { default_visibility: string | null }).default_visibility;
      return HttpResponse.json(account());
    }),
  );
  renderInApp(<DefaultVisibility />);
  const list = await screen.findByLabelText("Who can open them");
  expect(list).toHaveDisplayValue("As in this workspace: Anyone with the link");
  await userEvent.selectOptions(list, "workspace");
  await waitFor(() => expect(list).toHaveDisplayValue("Everyone in this workspace"));
  await userEvent.selectOptions(list, "as-here");
  await waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ default_visibility: "workspace" }, { default_visibility: null }]));
});

test("a wrong password is said where it was typed, and the other stays", async () => {
  refuse("/account/password", 403, "current_password_wrong", "No.");
  renderInApp(<PasswordForm email="mara@example.org" />);
  await userEvent.type(screen.getByLabelText("Current password"), "wrong");
  await userEvent.type(screen.getByLabelText("New password"), "a much better one");
  await userEvent.click(screen.getByRole("button", { name: "Change password" }));
  await waitFor(() =>
    expect(screen.getByLabelText("Current password")).toHaveAccessibleDescription("This is not your password."),
  );
  refuse("/account/password", 422, "weak_password", "This password is easy to guess.");
  await userEvent.click(screen.getByRole("button", { name: "Change password" }));
  await waitFor(() =>
    expect(screen.getByLabelText("New password")).toHaveAccessibleDescription("This password is easy to guess."),
  );
  expect(screen.getByLabelText("New password")).toHaveValue("a much better one");
});

test("a changed password leaves nothing in the fields", async () => {
  server.use(http.post("/account/password", () => new HttpResponse(null, { status: 204 })));
  renderInApp(<PasswordForm email="mara@example.org" />);
  await userEvent.type(screen.getByLabelText("Current password"), "right");
  await userEvent.type(screen.getByLabelText("New password"), "a much better one");
  await userEvent.click(screen.getByRole("button", { name: "Change password" }));
  await waitFor(() => expect(screen.getByLabelText("New password")).toHaveValue(""));
});

test("one logs out elsewhere, and not here by accident", async () => {
  let items = [HERE, { ...HERE, id: "s-2", device: null, current: false }];
  server.use(
    http.get("/account/sign-ins", () => HttpResponse.json({ items })),
    http.delete("/account/sign-ins/s-2", async ({ request }) => {
      await note(request);
      items = [HERE];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  renderInApp(<SignInList />);
  const [here, there] = await screen.findAllByRole("listitem");
  if (!here || !there) throw new Error("two were expected");
  expect(within(here).getByText("This one")).toBeInTheDocument();
  expect(within(here).queryByRole("button")).not.toBeInTheDocument();
  await userEvent.click(within(there).getByRole("button", { name: "Log out A device that did not say what it is" }));
  await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(1));
  expect(screen.queryByRole("button", { name: "Log out everywhere else" })).not.toBeInTheDocument();
});

test("each kind of news is chosen by itself, in the app and by mail", async () => {
  let account = { mail_about: ["comments", "shares"], bell_about: ["comments", "mentions"], mail: true };
  server.use(
    http.get("/account", () => HttpResponse.json(account)),
    http.patch("/account", async ({ request }) => {
      await note(request);
      account = { ...account, ...(asked.at(-1)?.body as Partial<typeof account>) };
      return HttpResponse.json(account);
    }),
  );
  renderInApp(<NewsChoices />);
  const choice = (name: RegExp) => screen.getByRole("checkbox", { name });
  await userEvent.click(await screen.findByRole("checkbox", { name: /^Somebody comments.*By mail$/ }));
  await waitFor(() => expect(choice(/^Somebody comments.*By mail$/)).not.toBeChecked());
  await userEvent.click(choice(/^A recording.*In the app$/));
  await waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ mail_about: ["shares"] }, { bell_about: ["comments", "mentions", "recordings"] }]));
  expect(choice(/^Somebody comments.*In the app$/)).toBeChecked();
  expect(screen.queryByText(/sends no mail/)).not.toBeInTheDocument();
});

test("a token is shown once, with what it may, and is revoked", async () => {
  let items: ApiToken[] = [];
  server.use(
    http.get("/account/tokens", () => HttpResponse.json({ items })),
    http.post("/account/tokens", async ({ request }) => {
      await note(request);
      items = [TOKEN];
      return HttpResponse.json({ ...TOKEN, token: "vf_AbCdEf-all-of-it" }, { status: 201 });
    }),
    http.delete("/account/tokens/t-1", async ({ request }) => {
      await note(request);
      items = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  userEvent.setup();
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  renderInApp(<TokenList />);
  await userEvent.click(screen.getByRole("button", { name: "Make a token" }));
  await userEvent.type(screen.getByLabelText("What is it for?"), "Nightly upload");
  await userEvent.click(screen.getByRole("checkbox", { name: /^record/ }));
  await userEvent.click(screen.getByRole("checkbox", { name: /^read/ }));
  await userEvent.click(screen.getByRole("button", { name: "Make a token" }));
  expect(await screen.findByRole("textbox", { name: "Token" })).toHaveValue("vf_AbCdEf-all-of-it");
  const copyToken = screen.getByRole("button", { name: "Copy token" });
  const room = copyToken.textContent;
  await userEvent.click(copyToken);
  expect(await screen.findByRole("button", { name: "Token copied" })).toBe(copyToken);
  expect(copyToken.textContent).toBe(room);
  expect(write).toHaveBeenCalledWith("vf_AbCdEf-all-of-it");
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(screen.queryByDisplayValue("vf_AbCdEf-all-of-it")).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Revoke Nightly upload" }));
  await waitFor(() => expect(screen.queryByText("Nightly upload")).not.toBeInTheDocument());
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ["POST", "/account/tokens", { name: "Nightly upload", scopes: ["record"] }],
    ["DELETE", "/account/tokens/t-1", null],
  ]);
});
