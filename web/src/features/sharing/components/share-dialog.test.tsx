import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import { Toaster } from "@/components/toaster";
import type { NamedPeople, NamedPerson, Share, Visibility } from "@/lib/api-types";
import { aLink, MARA } from "@/test/fixtures";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { ShareDialog } from "./share-dialog";

const ANA: NamedPerson = {
  id: "u-ana",
  email: "ana@example.org",
  name: "Ana Núñez",
  picture_url: null,
  right: "comment",
  pending: false,
  invitation_url: null,
  created_at: "2026-11-20T10:00:00Z",
};

/** What a server would hold; requests change it and are remembered. */
let held: { links: Share[]; people: NamedPerson[]; visibility: Visibility };
let asked: { method: string; path: string; body: unknown }[];

beforeEach(() => {
  held = { links: [aLink()], people: [ANA], visibility: "link" };
  asked = [];
  const note = async (request: Request): Promise<unknown> => {
    const text = await request.text();
    const body: unknown = text === "" ? null : JSON.parse(text);
    asked.push({ method: request.method, path: new URL(request.url).pathname, body });
    return body;
  };
  server.use(
    http.get("/video/v-1/shares", () => HttpResponse.json({ items: held.links, visibility: held.visibility })),
    http.get("/video/v-1/people", () =>
      HttpResponse.json({ items: held.people, owner: { id: MARA.id, name: MARA.name, picture_url: null } } satisfies NamedPeople),
    ),
    http.post("/video/v-1/shares", async ({ request }) => {
      await note(request);
      held.links = [aLink({ id: "l-2", url: "https://videoflow.example/s/new" }), ...held.links];
      return HttpResponse.json(held.links[0], { status: 201 });
    }),
    http.patch("/video/v-1/shares/:id", async ({ request }) => {
      const body = (await note(request)) as Partial<Share> & { password?: string | null };
      const { password, ...rest } = body;
      held.links = held.links.map((link) => ({ ...link, ...rest, has_password: password === undefined ? link.has_password : password !== null }));
      return HttpResponse.json(held.links[0]);
    }),
    http.delete("/video/v-1/shares/:id", async ({ request, params }) => {
      await note(request);
      held.links = held.links.filter((link) => link.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post("/video/v-1/people", async ({ request }) => {
      const { email, right } = (await note(request)) as NamedPerson;
      const person = { ...ANA, id: "p-1", email, name: null, right, pending: true, invitation_url: "https://videoflow.example/register?x" };
      held.people = [...held.people.filter((each) => each.email !== email), person];
      return HttpResponse.json(person, { status: 201 });
    }),
    http.delete("/video/v-1/people/:id", async ({ request, params }) => {
      await note(request);
      held.people = held.people.filter((person) => person.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.patch("/video/v-1", async ({ request }) => {
      held.visibility = ((await note(request)) as { visibility: Visibility }).visibility;
      return HttpResponse.json({});
    }),
  );
});

async function show() {
  const onClose = vi.fn();
  const view = renderInApp(
    <ShareDialog videoId="v-1" title="Set up single sign-on" ownerId={MARA.id} position={104.6} onClose={onClose} />,
  );
  await screen.findByText("Ana Núñez");
  return { ...view, onClose };
}

test("it says who has access and for whom the link works", async () => {
  await show();
  expect(screen.getByRole("dialog", { name: "Share “Set up single sign-on”" })).toBeInTheDocument();
  const people = screen.getByRole("region", { name: "Who has access" });
  expect(within(people).getByText("You")).toBeInTheDocument();
  expect(within(people).getByRole("combobox", { name: "What Ana Núñez may do" })).toHaveValue("comment");
  expect(screen.getByRole("combobox", { name: "Who can open it" })).toHaveValue("link");
  expect(screen.getByRole("textbox", { name: "Link" })).toHaveValue("https://videoflow.example/s/k3v9");
});

test("somebody without an account gets an invitation that can be copied", async () => {
  userEvent.setup();
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await show();
  await userEvent.type(screen.getByRole("textbox", { name: "Email address" }), "jl@example.org");
  await userEvent.click(screen.getByRole("button", { name: "Invite" }));
  expect(await screen.findByText(/invited, has no account yet/)).toBeInTheDocument();
  expect(asked).toEqual([{ method: "POST", path: "/video/v-1/people", body: { email: "jl@example.org", right: "comment" } }]);
  expect(screen.getByRole("textbox", { name: "Email address" })).toHaveValue("");
  await userEvent.click(screen.getByRole("button", { name: "Copy invitation" }));
  expect(write).toHaveBeenCalledWith("https://videoflow.example/register?x");
});

test("a refused address is said where it was typed, and stays", async () => {
  const details = { fields: { json: { email: ["This is no email address."] } } };
  const error = { code: "invalid_request", message: "Some of what was sent cannot be taken.", details };
  await show();
  server.use(http.post("/video/v-1/people", () => HttpResponse.json({ error }, { status: 400 })));
  await userEvent.type(screen.getByRole("textbox", { name: "Email address" }), "jl@example");
  await userEvent.click(screen.getByRole("button", { name: "Invite" }));
  await waitFor(() =>
    expect(screen.getByRole("textbox", { name: "Email address" })).toHaveAccessibleDescription("This is no email address."),
  );
  expect(screen.getByRole("textbox", { name: "Email address" })).toHaveValue("jl@example");
});

test("a person's right is changed, and they are removed", async () => {
  await show();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "What Ana Núñez may do" }), "edit");
  await waitFor(() => expect(asked[0]?.body).toEqual({ email: "ana@example.org", right: "edit" }));
  await userEvent.click(await screen.findByRole("button", { name: "Remove ana@example.org" }));
  await waitFor(() => expect(asked[1]).toEqual({ method: "DELETE", path: "/video/v-1/people/p-1", body: null }));
});

test("who can open it is one choice", async () => {
  await show();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Who can open it" }), "workspace");
  await waitFor(() => expect(asked).toEqual([{ method: "PATCH", path: "/video/v-1", body: { visibility: "workspace" } }]));
  expect(await screen.findByText("Everybody who has an account here, and people named above.")).toBeInTheDocument();
});

test("a link's options say what they do, and stay with the link", async () => {
  await show();
  await userEvent.click(screen.getByRole("button", { name: "Password" }));
  await userEvent.type(screen.getByLabelText("Password for this link"), "sesame seeds");
  await userEvent.click(screen.getByRole("button", { name: "Set password" }));
  await waitFor(() => expect(screen.queryByLabelText("Password for this link")).not.toBeInTheDocument());
  await userEvent.click(screen.getByRole("button", { name: "Downloads off" }));
  expect(await screen.findByRole("button", { name: "Downloads on" })).toHaveAttribute("aria-pressed", "true");
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ["PATCH", "/video/v-1/shares/l-1", { password: "sesame seeds" }],
    ["PATCH", "/video/v-1/shares/l-1", { downloads: true }],
  ]);
});

test("a link lasts through its last day", async () => {
  await show();
  await userEvent.click(screen.getByRole("button", { name: "Until…" }));
  await userEvent.type(screen.getByLabelText("The link's last day"), "2030-12-04");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(asked[0]?.body).toEqual({ expires_at: new Date(2030, 11, 4, 23, 59, 59).toISOString() }));
  expect(await screen.findByRole("button", { name: /^Until .*December.* 2030$/ })).toBeInTheDocument();
});

test("it begins where the video stands, if wanted, and is copied like that", async () => {
  userEvent.setup();
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await show();
  await userEvent.click(screen.getByRole("button", { name: "Start at 1:44" }));
  await userEvent.click(screen.getByRole("button", { name: "Copy link" }));
  expect(write).toHaveBeenCalledWith("https://videoflow.example/s/k3v9?t=104");
});

test("a copied link says for whom it works", async () => {
  userEvent.setup();
  vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  held.links = [aLink({ visibility: "people" })];
  held.visibility = "people";
  renderInApp(
    <>
      <ShareDialog videoId="v-1" title="T" ownerId={MARA.id} position={0} onClose={vi.fn()} />
      <Toaster />
    </>,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Copy link" }));
  expect(await screen.findByText("Link copied. Only the people you named can open it.")).toBeInTheDocument();
});

test("a link ends after a second thought", async () => {
  await show();
  await userEvent.click(screen.getByRole("button", { name: "End this link" }));
  expect(screen.getByText(/Pages that show it stop within a minute/)).toBeInTheDocument();
  await userEvent.click(screen.getAllByRole("button", { name: "End this link" })[1] ?? document.body);
  expect(await screen.findByRole("button", { name: "Make a link" })).toBeInTheDocument();
  expect(asked).toEqual([{ method: "DELETE", path: "/video/v-1/shares/l-1", body: null }]);
});

test("what could not be loaded says why and can be asked again", async () => {
  const error = { code: "unavailable", message: "Away." };
  server.use(http.get("/video/v-1/people", () => HttpResponse.json({ error }, { status: 503 }), { once: true }));
  renderInApp(<ShareDialog videoId="v-1" title="T" ownerId={MARA.id} position={0} onClose={vi.fn()} />);
  await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Ana Núñez")).toBeInTheDocument();
});
