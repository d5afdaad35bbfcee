import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { shortened, TwoLineName } from "./two-line-name";

test("a name that fits is shown as it is", () => {
  expect(shortened("Recording of 27 November 2026, 14:05")).toBeNull();
  render(<TwoLineName name="Recording of 27 November 2026, 14:05" />);
  expect(screen.getByText("Recording of 27 November 2026, 14:05")).toBeVisible();
});

test("names that begin alike are told apart by their ends, and are heard whole", () => {
  const names = ["1", "2"].map((part) => `Quarterly review of the platform team in Helsinki and Oslo, part ${part} of 12`);
  const shown = names.map((name) => shortened(name)?.join("") ?? name);
  expect(new Set(shown).size).toBe(2);
  render(<TwoLineName name={names[0] ?? ""} />);
  expect(screen.getByText(names[0] ?? "")).toHaveClass("sr-only");
});

test("no letter is cut in two", () => {
  const name = "👩‍🚀".repeat(2) + "🎬".repeat(70);
  expect(shortened(name)?.join("")).not.toMatch(/\p{Cs}/u);
});
