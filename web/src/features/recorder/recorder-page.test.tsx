/** What the page is in a browser that cannot record. */

import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { MemoryRouter } from "@/lib/router/memory-router";

import { RecorderPage } from "./recorder-page";

it("says that this browser cannot record, and leads back", () => {
  render(
    <MemoryRouter>
      <RecorderPage userId="u1" />
    </MemoryRouter>,
  );
  expect(screen.getByRole("heading")).toHaveTextContent(/secure address|cannot record/);
  expect(screen.getByRole("link", { name: "Back to the library" })).toHaveAttribute("href", "/");
});
