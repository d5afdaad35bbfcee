/** Who else looks at this video: avatars, a list of them with what one can do, and one's own hand. Alone, it is nothing. */
import { useEffect, useEffectEvent, useMemo, useRef, type CSSProperties } from "react";

import { Avatar } from "@/components/avatar";
import { Glyph } from "@/components/icon";
import type { MenuItem } from "@/components/menu/entries";
import { Menu } from "@/components/menu/menu";
import { showToast } from "@/components/toast-store";
import { playerWords } from "@/words/player";
import { roomWords } from "@/words/room";

import type { Room } from "../lib/room";
import type { Person } from "../lib/room-state";

const HAND = <path d="M8 13V5.5a1.5 1.5 0 0 1 3 0V11m0-1V4a1.5 1.5 0 0 1 3 0v7m0-5.5a1.5 1.5 0 0 1 3 0V14c0 4-2 7-5.5 7S6.5 19 5.5 16.500L4 13.200a1.6 1.6 0 0 1 2.7-1.600L8 13" />;
const SHOWN = 4;
const LISTED = 12;
// Few see these: the styles of all pages are loaded before any page is.
const RAISED = { background: "#f5a524", borderColor: "#f5a524", color: "#1b1b1d" };
const LIST = { minWidth: 192 };

function overlapping(ring: string): CSSProperties {
  return { marginInlineEnd: -6, boxShadow: `0 0 0 2px ${ring}` };
}

interface PeopleHereProps {
  room: Room;
  me: Person;
  others: ReadonlyMap<string, Person>;
  leader: Person | null;
  onFollow: (peer: string | null) => void;
}

export function PeopleHere({ room, me, others, leader, onFollow }: PeopleHereProps) {
  const people = useMemo(() => eachOnce(me, others), [me, others]);
  const toggleHand = (): void => void room.say({ type: "hand", up: !me.hand });
  useHandKey(people.length > 0, toggleHand);
  useRaisedHands(people);
  if (people.length === 0) return null;
  return (
    <div data-people-here={people.length} className="flex items-center gap-2">
      <Menu
        label={roomWords.here(people.length)}
        header={<PeopleList people={people} />}
        items={itemsOf(room, me, people, leader, onFollow)}
        buttonClassName="flex h-[38px] items-center rounded-full px-1 hover:bg-sunk pointer-coarse:h-11"
      >
        {people.slice(0, SHOWN).map((person) => (
          <span key={person.peer} className="relative rounded-full" style={overlapping(leader?.peer === person.peer ? "var(--accent)" : "var(--bg)")}>
            <Avatar person={{ id: person.id, name: nameOf(person) }} size={30} />
            {person.hand && (
              <span data-hand-up className="absolute -top-1.5 -right-1.5 grid size-4 place-items-center rounded-full bg-[#f5a524] text-[#1b1b1d]">
                <Glyph size={11}>{HAND}</Glyph>
              </span>
            )}
          </span>
        ))}
        {people.length > SHOWN && <span className="num grid h-[30px] place-items-center rounded-full bg-sunk px-1.5 text-xs font-[650] text-muted" style={overlapping("var(--bg)")}>+{people.length - SHOWN}</span>}
      </Menu>
      <button
        type="button"
        aria-pressed={me.hand}
        aria-label={roomWords.raiseHand}
        title={`${me.hand ? roomWords.lowerHand : roomWords.raiseHand} (H)`}
        onClick={toggleHand}
        className="grid size-[38px] place-items-center rounded-control border border-line bg-panel text-muted hover:bg-sunk hover:text-ink pointer-coarse:size-11"
        style={me.hand ? RAISED : undefined}
      >
        <Glyph>{HAND}</Glyph>
      </button>
    </div>
  );
}

function itemsOf(room: Room, me: Person, people: readonly Person[], leader: Person | null, onFollow: (peer: string | null) => void): MenuItem[] {
  const leaders = people.filter(({ presents, peer }) => presents && peer !== leader?.peer);
  const present = me.presents ? roomWords.stopPresenting : roomWords.present;
  return [
    ...leaders.map((person): MenuItem => ({ label: roomWords.follow(nameOf(person)), icon: "play", onSelect: () => onFollow(person.peer) })),
    ...(leader ? [{ label: roomWords.stopFollowing, icon: "close", onSelect: () => onFollow(null) } as const] : []),
    ...(me.mayComment ? [{ label: present, icon: "screen", onSelect: () => void room.say({ type: "present", on: !me.presents }) } as const] : []),
  ];
}

/** No list to assistive technology: a menu has none in it. */
function PeopleList({ people }: { people: readonly Person[] }) {
  return (
    <div style={LIST}>
      {people.slice(0, LISTED).map((person) => (
        <div key={person.peer} data-person className="flex items-center gap-2.5 py-1">
          <Avatar person={{ id: person.id, name: nameOf(person) }} size={22} />
          <span className="min-w-0 flex-1 truncate">{nameOf(person)}</span>
          <span className="text-xs text-muted">{[person.hand && roomWords.handUp, person.presents && roomWords.presents].filter(Boolean).join(", ")}</span>
        </div>
      ))}
      {people.length > LISTED && <span className="text-xs text-muted">{playerWords.andMore(people.length - LISTED)}</span>}
    </div>
  );
}

/** Somebody may have several pages open, as oneself may. */
function eachOnce(me: Person, others: ReadonlyMap<string, Person>): Person[] {
  const found = new Map<string, Person>();
  for (const person of others.values()) {
    if (person.id !== null && person.id === me.id) continue;
    const key = person.id ?? person.peer;
    if (!found.has(key) || person.presents || person.hand) found.set(key, person);
  }
  return [...found.values()];
}

function nameOf({ id, name }: Person): string {
  return id === null && name === "Guest" ? roomWords.guest : name;
}

/** Says who raises a hand, once each time. */
function useRaisedHands(people: readonly Person[]): void {
  const seen = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const raised = people.filter(({ hand }) => hand);
    for (const person of raised) if (!seen.current.has(person.peer)) showToast(roomWords.raisedHand(nameOf(person)));
    seen.current = new Set(raised.map(({ peer }) => peer));
  }, [people]);
}

/** H, as the page's other keys: not in fields. */
function useHandKey(counts: boolean, toggle: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.toLowerCase() === "h";
    if (!counts || !plain || (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable="true"], dialog, [role="menu"]'))) return;
    event.preventDefault();
    toggle();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
