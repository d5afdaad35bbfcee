import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";

import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { guideFile } from "../api/export-guide";
import { ExportMenu } from "./export-menu";

const URL_OF_FILE = "http://localhost:3000/api/media/guide.pdf?name=Guide.pdf";

function answer(...states: string[]): string[] {
  const asked: string[] = [];
  server.use(
    http.get("/video/v-1/document/export", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("format") ?? "");
      const state = states.length > 1 ? states.shift() : states[0];
      return HttpResponse.json({ state, progress: 0.5, size: 1, expires_at: null, url: state === "done" ? URL_OF_FILE : null });
    }),
  );
  return asked;
}

test("a file is waited for", async () => {
  const asked = answer("pending", "running", "done");
  expect(await guideFile("v-1", "pdf", 1)).toBe(URL_OF_FILE);
  expect(asked).toEqual(["pdf", "pdf", "pdf"]);
});

test("one that failed is said", async () => {
  answer("running", "failed");
  await expect(guideFile("v-1", "docx", 1)).rejects.toMatchObject({ code: "export_failed" });
});

test("what was chosen is saved once it is there", async () => {
  const asked = answer("done");
  const saved = vi.fn();
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved(this.href);
  });
  renderInApp(<ExportMenu videoId="v-1" />);
  await userEvent.click(screen.getByRole("button", { name: "Export" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Word (DOCX)" }));
  await waitFor(() => expect(saved).toHaveBeenCalledExactlyOnceWith(URL_OF_FILE));
  expect(asked).toEqual(["docx"]);
  click.mockRestore();
});
