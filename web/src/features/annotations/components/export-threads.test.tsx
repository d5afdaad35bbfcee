import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";

import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { annotationsFile, sheetUrl } from "../api/export-annotations";
import { ExportThreads } from "./export-threads";

function answer(disposition: string): string[] {
  const asked: string[] = [];
  server.use(
    http.get("/video/v-1/annotations/export", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("format") ?? "");
      return new HttpResponse("id,content\r\n", { headers: { "Content-Disposition": disposition, "Content-Type": "text/csv" } });
    }),
  );
  return asked;
}

test.each([
  [`attachment; filename="Squat.csv"`, "Squat.csv"],
  [`attachment; filename="_ber.csv"; filename*=UTF-8''%C3%9Cber.csv`, "Über.csv"],
  ["attachment", "comments.csv"],
])("a file has the name that the server gives it: %s", async (disposition, name) => {
  answer(disposition);
  const file = await annotationsFile("v-1", "csv");
  expect(file.name).toBe(name);
  expect(file.bytes.size).toBe(12);
});

test("one that is refused is said", async () => {
  server.use(http.get("/video/v-1/annotations/export", () => HttpResponse.json({ error: { code: "rate_limited", message: "Often." } }, { status: 429 })));
  await expect(annotationsFile("v-1", "edl")).rejects.toMatchObject({ code: "rate_limited" });
});

test("what was chosen is saved", async () => {
  const asked = answer(`attachment; filename="Squat.fcpxml"`);
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => undefined }));
  const saved = vi.fn();
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved(this.download);
  });
  renderInApp(<ExportThreads videoId="v-1" maySave={false} />);
  await userEvent.click(screen.getByRole("button", { name: "Export what was said" }));
  const markers = await screen.findByRole("menuitem", { name: "Markers (FCPXML)" });
  expect(screen.queryByRole("menuitem", { name: "Sheet with pictures (PDF)" })).not.toBeInTheDocument();
  await userEvent.click(markers);
  await waitFor(() => expect(saved).toHaveBeenCalledExactlyOnceWith("Squat.fcpxml"));
  expect(asked).toEqual(["fcpxml"]);
  click.mockRestore();
});

test("a sheet is waited for", async () => {
  const states = ["pending", "running", "done"];
  server.use(
    http.get("/video/v-1/annotations/sheet", () => {
      const state = states.shift();
      return HttpResponse.json({ state, progress: 0.5, size: 1, expires_at: null, url: state === "done" ? "http://localhost:3000/sheet.pdf" : null });
    }),
  );
  expect(await sheetUrl("v-1", 1)).toBe("http://localhost:3000/sheet.pdf");
});
