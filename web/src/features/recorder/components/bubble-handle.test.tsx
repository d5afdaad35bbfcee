/** Moving the camera's bubble without a mouse. */

import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import type { Corner } from "@/recording/media/bubble";

import { BubbleHandle } from "./bubble-handle";

it("moves by arrow keys, and says where it is", async () => {
  const moves: Corner[] = [];
  render(<BubbleHandle corner="bottom-left" ratio={16 / 9} onMove={(corner) => moves.push(corner)} />);
  screen.getByRole("button", { name: "Bubble at the bottom left. Arrow keys move it." }).focus();
  await userEvent.keyboard("{ArrowUp}{ArrowRight}x");
  expect(moves).toEqual(["top-left", "bottom-right"]);
});
