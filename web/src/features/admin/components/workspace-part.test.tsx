import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";

import type { Workspace } from "@/lib/api-types";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { DoorForm } from "./door-form";
import { EmbedsForm } from "./embeds-form";
import { VideosForm } from "./videos-form";

const NEW: Workspace = {
  name: null,
  colour: null,
  logo_url: null,
  registration: null,
  registration_domains: [],
  default_visibility: null,
  retention_days: null,
  embed_domains: null,
  otherwise: { registration: "closed", registration_domains: [], embed_ancestors: "*" },
};

let asked: unknown[];

beforeEach(() => {
  asked = [];
  server.use(
    http.patch("/admin/workspace", async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json(NEW);
    }),
  );
});

const save = () => userEvent.click(screen.getByRole("button", { name: "Save" }));

test("a rule that needs domains is not saved without", async () => {
  renderInApp(<DoorForm chosen={NEW} />);
  expect(screen.getByRole("option", { name: "As the server was told: Nobody" })).toBeInTheDocument();
  await userEvent.selectOptions(screen.getByLabelText("Who may"), "domain");
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  await userEvent.type(screen.getByLabelText("Domains"), " example.org, example.com ");
  await save();
  await waitFor(() => expect(asked).toEqual([{ registration: "domain", registration_domains: ["example.org", "example.com"] }]));
});

test("recordings are kept for ever where no days are said", async () => {
  renderInApp(<VideosForm chosen={{ ...NEW, retention_days: 30 }} />);
  const days = screen.getByLabelText("Days until a recording goes into the trash");
  await userEvent.clear(days);
  await save();
  await userEvent.type(days, "0");
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  await waitFor(() => expect(asked).toEqual([{ default_visibility: null, retention_days: null }]));
});

test("a site that is none is said to be none", async () => {
  const details = { fields: { json: { "embed_domains.0": ["Write the name of a site."] } } };
  const error = { code: "invalid_request", message: "Some of what was sent cannot be taken.", details };
  server.use(http.patch("/admin/workspace", () => HttpResponse.json({ error }, { status: 400 })));
  renderInApp(<EmbedsForm chosen={NEW} />);
  await userEvent.selectOptions(screen.getByLabelText("Sites"), "some");
  await userEvent.type(screen.getByLabelText("Domains"), "*");
  await save();
  expect(await screen.findByRole("alert")).toBeVisible();
});
