/** The event stream of a path for as long as a component is on the page. */
import { useEffect, useEffectEvent } from "react";

import { openEventStream, type EventStreamHandlers } from "./event-stream";

/** Listens to `path`; null listens to nothing. Handlers may change without reconnecting. */
export function useEventStream(path: string | null, handlers: EventStreamHandlers): void {
  const onEvent = useEffectEvent(handlers.onEvent);
  const onOpen = useEffectEvent((again: boolean) => handlers.onOpen?.(again));
  const onRefused = useEffectEvent((status: number) => handlers.onRefused?.(status));

  useEffect(() => {
    if (path === null) return undefined;
    return openEventStream(path, {
      onEvent: (event) => onEvent(event),
      onOpen: (again) => onOpen(again),
      onRefused: (status) => onRefused(status),
    });
  }, [path]);
}
