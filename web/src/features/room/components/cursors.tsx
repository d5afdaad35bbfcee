/** Where others point: an arrow in their colour, with their name. */
import { personColour } from "@/components/person-colour";

import type { Room } from "../lib/room";
import { useRoom } from "../use-room";

interface CursorsProps {
  room: Room;
  /** Where the picture lies, in CSS pixels. */
  frame: { left: number; top: number; width: number; height: number };
}

export function Cursors({ room, frame }: CursorsProps) {
  const cursors = useRoom(room, (state) => state.cursors);
  const others = useRoom(room, (state) => state.others);
  return [...cursors].map(([peer, [x, y]]) => {
    const person = others.get(peer);
    if (!person) return null;
    const colour = personColour(person.id ?? person.name);
    return (
      <div
        key={peer}
        data-cursor={person.name}
        className="absolute top-0 left-0 transition-transform duration-100"
        style={{ transform: `translate(${frame.left + x * frame.width}px, ${frame.top + y * frame.height}px)` }}
      >
        <svg width="18" height="20" viewBox="0 0 18 20" className="block">
          <path d="M1 1v15l4.2-3.7 2.7 6 2.6-1.2-2.7-5.9H13z" fill={colour} stroke="#fff" strokeWidth="1.4" strokeLinejoin="round" />
        </svg>
        <span className="absolute top-3 left-3 truncate rounded-md px-1.5 text-xs font-[570] whitespace-nowrap text-white" style={{ background: colour, maxWidth: 160 }}>
          {person.name}
        </span>
      </div>
    );
  });
}
