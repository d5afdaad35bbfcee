/** A part of what is seen in a room; being there as long as the component that looks. */
import { useSyncExternalStore } from "react";

import type { Room } from "./lib/room";
import type { RoomState } from "./lib/room-state";

/** `select` gives something of the state as it is: a new object each time would never settle. */
export function useRoom<T>(room: Room, select: (state: RoomState) => T): T {
  return useSyncExternalStore(room.subscribe, () => select(room.state()));
}
