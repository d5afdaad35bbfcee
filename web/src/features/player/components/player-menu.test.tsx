import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { aRung } from "@/test/fixtures";
import { renderInApp } from "@/test/render";

import type { QualityFacts } from "../lib/quality/quality";
import { QualityMenu } from "./quality-menu";

const RUNGS = [
  { name: "360p", height: 360 },
  { name: "720p", height: 720 },
];

const FACTS: QualityFacts = { kind: "hls", quality: "auto", offered: true, rungs: RUNGS, current: "720p", renditions: [] };

test.each<[string, Partial<QualityFacts>]>([
  ["Quality, Auto (720p)", {}],
  ["Quality, 720p", { quality: "720p" }],
  // Chosen, and not on screen yet.
  ["Quality, 360p, 720p", { quality: "720p", current: "360p" }],
  ["Quality, Original", { kind: "original", quality: "original", current: null }],
  // The original, until HLS has begun.
  ["Quality, Original, Auto", { kind: "original", current: null }],
  ["Quality, Auto", { current: null }],
  ["Quality, Original", { kind: "original", offered: false, current: null, renditions: [aRung("720p", { ready: false })] }],
])("the button is called %j, which holds what it shows", (name, facts) => {
  renderInApp(<QualityMenu facts={{ ...FACTS, ...facts }} onChoose={vi.fn()} onOpenChange={vi.fn()} />);
  const button = screen.getByRole("button");
  expect(button).toHaveAccessibleName(name);
  expect(name).toContain(button.textContent);
});
