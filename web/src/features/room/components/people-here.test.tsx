import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { Room } from "../lib/room";
import type { Person } from "../lib/room-state";
import { PeopleHere } from "./people-here";

const ME: Person = { peer: "me", id: "u-mara", name: "Mara", mayComment: true, hand: false, presents: false };
const AINO: Person = { ...ME, peer: "first", id: "u-aino", name: "Aino" };
const GUEST: Person = { ...ME, peer: "second", id: null, name: "Jonas", hand: true };

function show(others: Person[], me: Person = ME) {
  const say = vi.fn();
  const onFollow = vi.fn();
  const room = { say } as unknown as Room;
  const people = new Map(others.map((each) => [each.peer, each]));
  const view = render(<PeopleHere room={room} me={me} others={people} leader={null} onFollow={onFollow} />);
  return { say, onFollow, ...view };
}

test("alone, there is nothing; and one's other pages are nobody else", () => {
  const { container } = show([{ ...ME, peer: "other" }]);
  expect(container).toBeEmptyDOMElement();
});

test("who is here can be read, and a hand is raised by button or key", async () => {
  const { say } = show([AINO, GUEST, { ...AINO, peer: "third" }]);
  await userEvent.click(screen.getByRole("button", { name: "2 other people here" }));
  const menu = await screen.findByRole("menu");
  expect([...menu.querySelectorAll("[data-person]")].map((each) => each.textContent)).toEqual(["Aino", "Jonashand up"]);
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "Raise your hand" }));
  await userEvent.keyboard("h");
  expect(say.mock.calls).toEqual([[{ type: "hand", up: true }], [{ type: "hand", up: true }]]);
});

test("whoever lets others follow can be followed, by keys alone", async () => {
  const { onFollow, say } = show([{ ...AINO, presents: true }]);
  screen.getByRole("button", { name: "1 other person here" }).focus();
  await userEvent.keyboard("{ArrowDown}");
  await screen.findByRole("menu");
  await userEvent.click(screen.getByRole("menuitem", { name: "Follow Aino" }));
  expect(onFollow).toHaveBeenCalledWith("first");
  await userEvent.click(screen.getByRole("button", { name: "1 other person here" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Let others follow you" }));
  expect(say).toHaveBeenCalledWith({ type: "present", on: true });
});

test("who may only look leads nobody", async () => {
  show([AINO], { ...ME, mayComment: false });
  await userEvent.click(screen.getByRole("button", { name: "1 other person here" }));
  expect(await screen.findByRole("menu")).toBeInTheDocument();
  expect(screen.queryByRole("menuitem")).not.toBeInTheDocument();
});
