import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";

import { Toaster } from "@/components/toaster";
import { languageChoice } from "@/lib/language";
import { setTheme } from "@/lib/theme";
import { MARA } from "@/test/fixtures";
import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { SignInContext } from "../sign-in-context";
import { AccountMenu } from "./account-menu";

function show(flowerUrl: string | null = null): void {
  renderInApp(
    <SignInContext value={{ user: MARA, flowerUrl }}>
      <AccountMenu />
      <Toaster />
    </SignInContext>,
  );
}

beforeEach(() => setTheme("system"));

test("the theme is chosen by keys, and the menu stays to show it", async () => {
  show();
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  const system = await screen.findByRole("menuitemradio", { name: "As the system" });
  await waitFor(() => expect(system).toHaveFocus());
  expect(system).toBeChecked();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  await waitFor(() => expect(screen.getByRole("menuitemradio", { name: "Dark" })).toHaveFocus());
  await userEvent.keyboard("{Enter}");
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(await screen.findByRole("menuitemradio", { name: "Dark" })).toBeChecked();
  await userEvent.keyboard("{End}");
  await waitFor(() => expect(screen.getByRole("menuitem", { name: "Log out" })).toHaveFocus());
});

test("the language is chosen by its own name, and kept for the next page while this one is busy", async () => {
  const busy = (event: Event): void => event.preventDefault();
  window.addEventListener("beforeunload", busy);
  show();
  await userEvent.click(screen.getByRole("button", { name: "Account of Mara Rossi" }));
  expect(await screen.findByRole("menuitemradio", { name: "As the browser" })).toBeChecked();
  await userEvent.click(screen.getByRole("menuitemradio", { name: "Deutsch" }));
  expect(languageChoice()).toBe("de");
  expect(await screen.findByText(/^The new language shows once/)).toBeInTheDocument();
  window.removeEventListener("beforeunload", busy);
});

test("it says who is signed in, and admins find the pipeline", async () => {
  show("/flower/");
  await userEvent.click(screen.getByRole("button", { name: "Account of Mara Rossi" }));
  expect(await screen.findByText("mara@example.org")).toBeInTheDocument();
  expect(screen.getByRole("menuitem", { name: "Pipeline" })).toHaveAttribute("href", "/flower/");
});

test("logging out asks the server", async () => {
  let asked = 0;
  server.use(
    http.post("/auth/logout", () => {
      asked += 1;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  show();
  await userEvent.click(screen.getByRole("button", { name: "Account of Mara Rossi" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Log out" }));
  await waitFor(() => expect(asked).toBe(1));
});
