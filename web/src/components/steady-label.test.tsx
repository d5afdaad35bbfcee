import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { SteadyLabel } from "./steady-label";

test("all words take their room, one at a time is seen and read", () => {
  const { rerender } = render(<SteadyLabel all={["Post", "Posting…"]} now="Post" />);
  const [post, posting] = [screen.getByText("Post"), screen.getByText("Posting…")];
  expect([post.className, posting.className]).toEqual(["", "invisible"]);
  expect(posting).toHaveAttribute("aria-hidden", "true");
  rerender(<SteadyLabel all={["Post", "Posting…"]} now="Posting…" />);
  expect([post.className, posting.className]).toEqual(["invisible", ""]);
  expect(posting).not.toHaveAttribute("aria-hidden");
});
