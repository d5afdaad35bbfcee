import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";

import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { CopyLinkButton } from "./copy-link-button";
import { Toaster } from "./toaster";

test("saying that the link is copied needs no more room than asking to", async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  renderInApp(<CopyLinkButton videoId="v-1" mayShare={false} />);
  const button = screen.getByRole("button", { name: "Copy link" });
  const before = button.textContent;
  await user.click(button);
  expect(await screen.findByRole("button", { name: "Link copied" })).toBe(button);
  expect(button.textContent).toBe(before);
});

test("whoever gives a link away is told what stands on the screen still", async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  const shares = { items: [], visibility: "link", next_cursor: null };
  const secret = { id: "k", kind: "api_key", excerpt: "sk••••", spots: [], image_url: null };
  server.use(
    http.get("/video/v-1/shares", () => HttpResponse.json(shares)),
    http.post("/video/v-1/shares", () => HttpResponse.json({ url: "https://v.test/s/t", visibility: "link" }, { status: 201 })),
    http.get("/video/v-1/secrets", () =>
      HttpResponse.json({ items: [{ ...secret, decision: "open" }, { ...secret, decision: "blurred" }], state: "idle" }),
    ),
  );
  renderInApp(
    <>
      <CopyLinkButton videoId="v-1" mayShare />
      <Toaster />
    </>,
  );
  await user.click(screen.getByRole("button", { name: "Copy link" }));
  expect(await screen.findByText(/Found 1 API key on screen\. Whoever opens the link sees that/)).toBeInTheDocument();
});
