import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";

import type { AuditEntry, PersonListed } from "@/lib/api-types";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { InviteForm } from "./invite-form";
import { LogEntry } from "./log-entry";
import { PeoplePart } from "./people-part";

const MARA: PersonListed = {
  id: "u-mara",
  email: "mara@example.org",
  name: "Mara Rossi",
  role: "member",
  picture_url: null,
  created_at: "2026-11-20T10:00:00Z",
  disabled_at: null,
  last_seen_at: "2026-11-20T10:00:00Z",
  quota_bytes: null,
  stored: 5_000_000_000,
  videos: 2,
};
const AINO: PersonListed = { ...MARA, id: "u-aino", email: "aino@example.org", name: "Aino", role: "admin" };

let asked: { path: string; body: unknown }[];

beforeEach(() => {
  asked = [];
  server.use(
    http.get("/admin/people", () => HttpResponse.json({ items: [AINO, MARA], next_cursor: null })),
    http.get("/admin/invitations", () => HttpResponse.json({ items: [] })),
    http.patch("/admin/people/:id", async ({ request, params }) => {
      asked.push({ path: String(params.id), body: await request.json() });
      return HttpResponse.json(MARA);
    }),
  );
});

test("a role is given where it stands, and a refusal is said", async () => {
  renderInApp(<PeoplePart userId="u-aino" />);
  expect(await screen.findByText("Aino (You)")).toBeInTheDocument();
  await userEvent.selectOptions(screen.getByLabelText("What the account of Mara Rossi is for"), "viewer");
  await waitFor(() => expect(asked).toEqual([{ path: "u-mara", body: { role: "viewer" } }]));
  expect(screen.getAllByText(/5 GB in 2 recordings/)).toHaveLength(2);
});

test("an account is shut after it was asked about, by keyboard", async () => {
  renderInApp(<PeoplePart userId="u-aino" />);
  (await screen.findByRole("button", { name: "More about Mara Rossi" })).focus();
  await userEvent.keyboard("{Enter}");
  await userEvent.click(await screen.findByRole("menuitem", { name: "Shut the account" }));
  const dialog = await screen.findByRole("dialog", { name: "Shut the account of Mara Rossi?" });
  expect(asked).toEqual([]);
  await userEvent.click(within(dialog).getByRole("button", { name: "Shut the account" }));
  await waitFor(() => expect(asked).toEqual([{ path: "u-mara", body: { disabled: true } }]));
});

test("recordings go in several goes, and what stays is said", async () => {
  const answers = [
    { moved: 500, left: 3, unfinished: 1 },
    { moved: 3, left: 0, unfinished: 1 },
  ];
  server.use(
    http.post("/admin/people/u-mara/transfer", async ({ request }) => {
      asked.push({ path: "transfer", body: await request.json() });
      return HttpResponse.json(answers.shift());
    }),
  );
  renderInApp(<PeoplePart userId="u-aino" />);
  await userEvent.click(await screen.findByRole("button", { name: "More about Mara Rossi" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Give their recordings to somebody" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.selectOptions(await within(dialog).findByLabelText("Who gets them?"), "u-aino");
  await userEvent.click(within(dialog).getByRole("button", { name: "Give them away" }));
  await waitFor(() => expect(asked).toEqual([{ path: "transfer", body: { to: "u-aino" } }, { path: "transfer", body: { to: "u-aino" } }]));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
});

test("a link that cannot be mailed is shown this once", async () => {
  const url = "https://video.example.org/register#invite=abc&email=new%40example.org";
  const made = { id: "i-1", email: "new@example.org", role: "viewer", created_at: "2026-11-20T10:00:00Z", expires_at: "2026-12-04T10:00:00Z", url };
  server.use(
    http.post("/admin/invitations", async ({ request }) => {
      asked.push({ path: "invite", body: await request.json() });
      return HttpResponse.json(made, { status: 201 });
    }),
  );
  renderInApp(<InviteForm />);
  await userEvent.type(screen.getByLabelText("Email"), "new@example.org");
  await userEvent.selectOptions(screen.getByLabelText("For"), "viewer");
  await userEvent.click(screen.getByRole("button", { name: "Invite" }));
  expect(await screen.findByLabelText("Link of the invitation")).toHaveValue(url);
  expect(asked).toEqual([{ path: "invite", body: { email: "new@example.org", role: "viewer" } }]);
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(screen.queryByLabelText("Link of the invitation")).not.toBeInTheDocument();
});

test("somebody who has an account is not invited, and the field says so", async () => {
  const error = { code: "email_taken", message: "There is an account with this email already." };
  server.use(http.post("/admin/invitations", () => HttpResponse.json({ error }, { status: 409 })));
  renderInApp(<InviteForm />);
  await userEvent.type(screen.getByLabelText("Email"), "mara@example.org");
  await userEvent.click(screen.getByRole("button", { name: "Invite" }));
  await waitFor(() => expect(screen.getByLabelText("Email")).toHaveAccessibleDescription(/already/));
});

test("what an entry tells of is text", () => {
  const entry: AuditEntry = {
    id: 1,
    at: "2026-11-20T10:00:00Z",
    kind: "video_trashed",
    person: null,
    person_id: null,
    about: "<img src=x onerror=alert(1)>",
    about_id: null,
    details: { before: "private", nothing: null, whom: ["a@example.org", "b@example.org"] },
  };
  renderInApp(<LogEntry entry={entry} onPerson={() => undefined} />);
  expect(screen.getByText(/<img src=x/)).toBeInTheDocument();
  expect(document.querySelector("img")).toBeNull();
  expect(screen.getByText("The server")).toBeInTheDocument();
  expect(screen.getByText(/a@example.org, b@example.org/)).toBeInTheDocument();
});
