/** The person's own event stream, one a page: whoever listens shares it. */
import { useEffect, useEffectEvent } from "react";

import { openEventStream, type EventStreamHandlers } from "./event-stream";

const listeners = new Set<EventStreamHandlers>();
let close: (() => void) | null = null;

function listen(handlers: EventStreamHandlers): () => void {
  listeners.add(handlers);
  close ??= openEventStream("/video/events", {
    onEvent: (event) => listeners.forEach((each) => each.onEvent(event)),
    onOpen: (again) => listeners.forEach((each) => each.onOpen?.(again)),
  });
  return () => {
    listeners.delete(handlers);
    if (listeners.size > 0) return;
    close?.();
    close = null;
  };
}

/** Listens for as long as a component is on the page; handlers may change without reconnecting. */
export function useOwnEvents(handlers: EventStreamHandlers): void {
  const onEvent = useEffectEvent(handlers.onEvent);
  const onOpen = useEffectEvent((again: boolean) => handlers.onOpen?.(again));
  useEffect(() => listen({ onEvent: (event) => onEvent(event), onOpen: (again) => onOpen(again) }), []);
}
