import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";

import { MARA } from "@/test/fixtures";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { RegisterForm } from "./register-form";

async function fillIn(): Promise<void> {
  await userEvent.type(screen.getByLabelText("Name"), "Mara Rossi");
  await userEvent.type(screen.getByLabelText("Email"), "mara@example.org");
  await userEvent.type(screen.getByLabelText("Password"), " spaces stay ");
  await userEvent.click(screen.getByRole("button", { name: "Create account" }));
}

function refuse(status: number, error: object): void {
  server.use(http.post("/auth/register", () => HttpResponse.json({ error }, { status })));
}

test("it asks for cookies and leaves the password as typed", async () => {
  const onDone = vi.fn();
  let sent: unknown;
  server.use(
    http.post("/auth/register", async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ user: MARA, access_token: null, refresh_token: null }, { status: 201 });
    }),
  );
  renderInApp(<RegisterForm first={false} setupCode={false} invited={null} onDone={onDone} />);
  await fillIn();
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(sent).toEqual({
    name: "Mara Rossi",
    email: "mara@example.org",
    password: " spaces stay ",
    setup_code: null,
    invitation: null,
    delivery: "cookie",
  });
});

test("the first account is told that it will be the admin", () => {
  renderInApp(<RegisterForm first setupCode={false} invited={null} onDone={vi.fn()} />);
  expect(screen.getByText(/it will be the admin/)).toBeInTheDocument();
});

test("a taken email is said at the email", async () => {
  refuse(409, { code: "email_taken", message: "Taken." });
  renderInApp(<RegisterForm first={false} setupCode={false} invited={null} onDone={vi.fn()} />);
  await fillIn();
  await waitFor(() => expect(screen.getByLabelText("Email")).toHaveAccessibleDescription(/exists/));
});

test("the validator's words stand at the field they are about", async () => {
  const details = { fields: { json: { password: ["Too common."] } } };
  refuse(400, { code: "invalid_request", message: "Some of what was sent cannot be taken.", details });
  renderInApp(<RegisterForm first={false} setupCode={false} invited={null} onDone={vi.fn()} />);
  await fillIn();
  await waitFor(() => expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("Too common."));
});

test("a field that has no room here is told of above the form", async () => {
  const details = { fields: { json: { delivery: ["This must be 'body' or 'cookie'."] } } };
  refuse(400, { code: "invalid_request", message: "Some of what was sent cannot be taken.", details });
  renderInApp(<RegisterForm first={false} setupCode={false} invited={null} onDone={vi.fn()} />);
  await fillIn();
  expect(await screen.findByText("This must be 'body' or 'cookie'.")).toBeInTheDocument();
});

test("a server that others reach asks the first one for its code, and says where that is", async () => {
  refuse(403, { code: "setup_code_needed", message: "The first account needs the setup code." });
  renderInApp(<RegisterForm first setupCode invited={null} onDone={vi.fn()} />);
  await userEvent.type(screen.getByLabelText("Setup code"), "aaaa-bbbb-cccc");
  await fillIn();
  expect(await screen.findByText(/not the code of this server/)).toBeVisible();
  expect(screen.getByLabelText("Setup code")).toHaveAttribute("aria-invalid", "true");
});

test("an invitation is for its address and goes along", async () => {
  let sent: unknown;
  server.use(
    http.post("/auth/register", async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ user: MARA, access_token: null, refresh_token: null }, { status: 201 });
    }),
  );
  renderInApp(<RegisterForm first={false} setupCode={false} invited={{ email: "mara@example.org", token: "t0k" }} onDone={vi.fn()} />);
  expect(screen.getByLabelText("Email")).toHaveValue("mara@example.org");
  await userEvent.type(screen.getByLabelText("Name"), "Mara");
  await userEvent.type(screen.getByLabelText("Password"), "a long enough one");
  await userEvent.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(sent).toMatchObject({ invitation: "t0k", setup_code: null }));
});

test("a password that is guessed too easily is said beside it", async () => {
  refuse(422, { code: "weak_password", message: "This password is guessed too easily. Add another word or two." });
  renderInApp(<RegisterForm first={false} setupCode={false} invited={null} onDone={vi.fn()} />);
  await fillIn();
  expect(await screen.findByText(/guessed too easily/)).toBeVisible();
  expect(screen.getByLabelText("Password")).toHaveAttribute("aria-invalid", "true");
});
