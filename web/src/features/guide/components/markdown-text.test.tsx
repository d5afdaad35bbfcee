import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { MarkdownText } from "./markdown-text";

test("Markdown becomes elements, and what is HTML stays text", () => {
  render(<MarkdownText text={"**Press** [here](https://example.org)\n\n- one\n- two\n\n<img src=x onerror=alert(1)>"} />);
  expect(screen.getByText("Press").tagName).toBe("STRONG");
  expect(screen.getByRole("link", { name: "here" })).toHaveAttribute("rel", "noopener noreferrer nofollow");
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
  expect(screen.queryByRole("img")).toBeNull();
  expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeInTheDocument();
});
