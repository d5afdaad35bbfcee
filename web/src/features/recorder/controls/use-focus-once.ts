/** Puts the focus on one element when it appears: in a dialog, on the answer that costs nothing. */

import { useEffect, useRef, type RefObject } from "react";

export function useFocusOnce(): RefObject<HTMLButtonElement | null> {
  const ref = useRef<HTMLButtonElement>(null);
  // The dialog inside has opened itself by now: effects run from the inside out.
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
