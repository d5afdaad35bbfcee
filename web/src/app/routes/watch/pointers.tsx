/** Where others point at the picture, and where one does oneself, for them. */
import { useEffect, useEffectEvent, useRef, type RefObject } from "react";

import { useFrameBox } from "@/features/drawing/components/use-frame-box";
import type { Box } from "@/features/drawing/lib/frame";
import { Cursors } from "@/features/room/components/cursors";
import type { Room } from "@/features/room/lib/room";

interface PointersProps {
  room: Room;
  film: RefObject<HTMLVideoElement | null>;
  /** Width by height of the frame, until the video says. */
  usualRatio: number;
}

export function Pointers({ room, film, usualRatio }: PointersProps) {
  const element = useRef<HTMLDivElement>(null);
  const { frame } = useFrameBox(element, film, usualRatio);

  const onPoint = useEffectEvent((player: Element, event: PointerEvent) => room.pointAt(shareAt(player, frame, event)));

  useEffect(() => {
    // All that lies over the picture is in there: the board, the controls.
    const player = element.current?.parentElement;
    if (!player) return undefined;
    const point = (event: PointerEvent): void => onPoint(player, event);
    const leave = (): void => room.pointAt(null);
    const lift = ({ pointerType }: PointerEvent): void => {
      if (pointerType === "touch") leave();
    };
    player.addEventListener("pointermove", point);
    player.addEventListener("pointerleave", leave);
    player.addEventListener("pointerup", lift);
    return () => {
      player.removeEventListener("pointermove", point);
      player.removeEventListener("pointerleave", leave);
      player.removeEventListener("pointerup", lift);
      leave();
    };
  }, [room]);

  return (
    <div ref={element} aria-hidden="true" className="pointer-events-none absolute inset-0 z-10 overflow-hidden">
      <Cursors room={room} frame={frame} />
    </div>
  );
}

/** Null beside the picture. */
function shareAt(player: Element, { left, top, width, height }: Box, event: PointerEvent): readonly [number, number] | null {
  const around = player.getBoundingClientRect();
  const x = (event.clientX - around.left - left) / width;
  const y = (event.clientY - around.top - top) / height;
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? [x, y] : null;
}
