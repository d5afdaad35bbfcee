import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { MenuItem } from "./entries";
import { Menu } from "./menu";

function show(did: (what: string) => void, onOpenChange?: (open: boolean) => void): void {
  const items: MenuItem[] = [
    { label: "Copy link", icon: "link", onSelect: () => did("copy") },
    { label: "Pipeline", icon: "pipeline", href: "/flower/" },
    { label: "Delete", icon: "trash", danger: true, onSelect: () => did("delete") },
  ];
  const options = ["0.5×", "1×", "2×"].map((value) => ({ value, label: value, checked: value === "1×", disabled: value === "2×" }));
  render(
    <div data-testid="clipped" className="overflow-hidden">
      <Menu label="More" items={items} choices={[{ name: "Speed", options, onChoose: did }]} {...(onOpenChange && { onOpenChange })}>
        ⋯
      </Menu>
      <button type="button">Beside</button>
    </div>,
  );
}

const button = (): HTMLElement => screen.getByRole("button", { name: "More" });

async function openByKeys(key = "{Enter}"): Promise<void> {
  await userEvent.tab();
  expect(button()).toHaveFocus();
  await userEvent.keyboard(key);
  await screen.findByRole("menu", { name: "More" });
}

test.each(["{Enter}", " ", "{ArrowDown}"])("%s opens it at what is chosen, and arrows reach every row and go round", async (key) => {
  show(vi.fn());
  await openByKeys(key);
  const rows = ["0.5×", "1×", "2×"].map((name) => screen.getByRole("menuitemradio", { name }));
  rows.push(...["Copy link", "Pipeline", "Delete"].map((name) => screen.getByRole("menuitem", { name })));
  expect(rows[1]).toHaveFocus();
  for (const row of [...rows.slice(2), ...rows]) {
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(row).toHaveFocus());
  }
  await userEvent.keyboard("{Home}");
  await waitFor(() => expect(rows[0]).toHaveFocus());
});

test("a command is carried out once the focus is back on the button", async () => {
  const did = vi.fn(() => expect(button()).toHaveFocus());
  show(did);
  await openByKeys();
  await userEvent.keyboard("{End}{Enter}");
  expect(did).toHaveBeenCalledExactlyOnceWith("delete");
  await waitFor(() => expect(screen.queryByRole("menu")).not.toBeInTheDocument());
  expect(button()).toHaveFocus();
});

test("what is told and not to be had can be read by keys, and not be chosen", async () => {
  const did = vi.fn();
  show(did);
  await openByKeys();
  await userEvent.keyboard("{ArrowDown}");
  const told = screen.getByRole("menuitemradio", { name: "2×" });
  await waitFor(() => expect(told).toHaveFocus());
  expect(told).toHaveAttribute("aria-disabled", "true");
  await userEvent.keyboard("{Enter}");
  expect(did).not.toHaveBeenCalled();
  expect(screen.getByRole("menu")).toBeInTheDocument();
});

test.each(["{Escape}", "{Tab}"])("%s closes it and gives the focus back", async (key) => {
  const onOpenChange = vi.fn();
  show(vi.fn(), onOpenChange);
  await openByKeys();
  await userEvent.keyboard(key);
  await waitFor(() => expect(screen.queryByRole("menu")).not.toBeInTheDocument());
  await waitFor(() => expect(button()).toHaveFocus());
  expect(onOpenChange.mock.calls).toEqual([[true], [false]]);
  expect(button()).toHaveAttribute("aria-expanded", "false");
});

test("a press opens it outside of what would cut it off, a press on the button closes it, and so does one beside it", async () => {
  show(vi.fn());
  await userEvent.click(button());
  expect(screen.getByTestId("clipped")).not.toContainElement(await screen.findByRole("menu"));
  await userEvent.click(button());
  await waitFor(() => expect(screen.queryByRole("menu")).not.toBeInTheDocument());
  await userEvent.click(button());
  expect(await screen.findByRole("menu")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Beside" }));
  await waitFor(() => expect(screen.queryByRole("menu")).not.toBeInTheDocument());
  expect(screen.getByRole("button", { name: "Beside" })).toHaveFocus();
});

test("a link opens beside the app", async () => {
  show(vi.fn());
  await userEvent.click(button());
  const link = await screen.findByRole("menuitem", { name: "Pipeline" });
  expect(link).toHaveAttribute("href", "/flower/");
  expect(link).toHaveAttribute("target", "_blank");
});
