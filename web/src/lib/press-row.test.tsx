import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { pressRow } from "./press-row";

function show() {
  const go = vi.fn();
  render(
    <ul>
      <li onClick={pressRow(go)}>
        <p>Open the settings</p>
        <a href="#there">
          <span>a link</span>
        </a>
        <button type="button">Delete</button>
      </li>
      <li>Another row</li>
    </ul>,
  );
  return go;
}

function select(text: string): void {
  getSelection()?.selectAllChildren(screen.getByText(text));
}

afterEach(() => getSelection()?.removeAllRanges());

test("a click anywhere in the row goes", () => {
  const go = show();
  fireEvent.click(screen.getByText("Open the settings"));
  expect(go).toHaveBeenCalledOnce();
});

test("selecting its text does not", () => {
  const go = show();
  select("Open the settings");
  fireEvent.click(screen.getByText("Open the settings"));
  expect(go).not.toHaveBeenCalled();
});

test("what is selected elsewhere is nothing to the row", () => {
  const go = show();
  select("Another row");
  fireEvent.click(screen.getByText("Open the settings"));
  expect(go).toHaveBeenCalledOnce();
});

test("links and buttons in it do what they do, and nothing else", () => {
  const go = show();
  fireEvent.click(screen.getByText("a link"));
  fireEvent.click(screen.getByText("Delete"));
  expect(go).not.toHaveBeenCalled();
});
