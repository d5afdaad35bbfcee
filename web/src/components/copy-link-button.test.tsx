import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { renderInApp } from "@/test/render";

import { CopyLinkButton } from "./copy-link-button";

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
