/** When something is shown, as a bar on the timeline; whoever made it pulls it along, or one of its ends. */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";

import { personColour } from "@/components/person-colour";
import { formatClock } from "@/lib/format";
import { roomWords } from "@/words/room";

import { pulled, type Grip, type Span } from "../lib/span";

export type { Span } from "../lib/span";

interface SpanBarProps {
  name: string;
  person: { id: string | null; name: string };
  span: Span;
  /** Of the video, in seconds. */
  duration: number;
  /** Null where it may only be looked at. */
  onMove: ((span: Span) => Promise<unknown>) | null;
}

// Few see these: the styles of all pages are loaded before any page is.
const PULLED = { minWidth: 12, boxShadow: "inset 2px 0 #fff, inset -2px 0 #fff" };
/** A bar is thin, and a finger is not. */
const REACH = { top: -5, bottom: -5 };

/** Pixels from an end within which that is what is pulled. */
const EDGE_PX = 7;
const STEP = 0.1;
/** Somebody who holds a key, or presses it again, is not done. */
const SETTLED_MS = 700;

export function SpanBar({ name, person, span, duration, onMove }: SpanBarProps) {
  const [pending, setPending] = useState<Span | null>(null);
  const pull = useRef<{ grip: Grip; x: number; from: Span; wide: number } | null>(null);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { from, to } = pending ?? span;

  useEffect(() => () => clearTimeout(settling.current), []);

  function keep(next: Span | null): void {
    clearTimeout(settling.current);
    if (next === null || onMove === null || (next.from === span.from && next.to === span.to)) setPending(null);
    // It stays where it was put until the answer says so, or it was refused.
    else void onMove(next).finally(() => setPending(null));
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    const track = event.currentTarget.parentElement;
    if (event.button !== 0 || !track) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    pull.current = { grip: gripAt(event.currentTarget.getBoundingClientRect(), event.clientX), x: event.clientX, from: { from, to }, wide: track.clientWidth };
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const { current } = pull;
    if (current && current.wide > 0) setPending(pulled(current.from, current.grip, ((event.clientX - current.x) / current.wide) * duration, duration));
  }

  function onPointerUp(): void {
    if (pull.current) keep(pending);
    pull.current = null;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (event.key === "Escape" && pending) keep(null);
    else if (way !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const next = pulled({ from, to }, event.shiftKey ? "to" : "all", way * STEP, duration);
      setPending(next);
      clearTimeout(settling.current);
      settling.current = setTimeout(() => keep(next), SETTLED_MS);
    } else return;
    // The player has these keys, too.
    event.preventDefault();
    event.stopPropagation();
  }

  const place = { left: `${share(from, duration)}%`, width: `${Math.max(0, share(to, duration) - share(from, duration))}%`, background: personColour(person.id ?? person.name) };
  if (onMove === null) return <div data-span className="absolute inset-y-0 rounded-full" style={{ ...place, opacity: 0.8 }} />;
  return (
    <div
      data-span="mine"
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-description={roomWords.moveSpan}
      aria-valuemin={0}
      aria-valuemax={Math.floor(duration)}
      aria-valuenow={from}
      aria-valuetext={roomWords.shownFor(name, clock(from), clock(to))}
      title={`${roomWords.shownFor(name, clock(from), clock(to))}. ${roomWords.moveSpan}`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        pull.current = null;
        keep(null);
      }}
      onBlur={() => pending && !pull.current && keep(pending)}
      onKeyDown={onKeyDown}
      className="in-data-shown:pointer-events-auto absolute inset-y-0 cursor-grab touch-none rounded-full focus-visible:outline-white"
      style={{ ...place, ...PULLED }}
    >
      <span className="absolute inset-x-0" style={REACH} />
    </div>
  );
}

function gripAt({ left, right }: DOMRect, x: number): Grip {
  // Of a short one, there is a middle still.
  const edge = Math.min(EDGE_PX, (right - left) / 3);
  if (x - left < edge) return "from";
  return right - x < edge ? "to" : "all";
}

function share(seconds: number, duration: number): number {
  return Math.min(1, Math.max(0, seconds / duration)) * 100;
}

function clock(seconds: number): string {
  return `${formatClock(Math.floor(seconds))}${(seconds % 1).toFixed(1).slice(1)}`;
}
