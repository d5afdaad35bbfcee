/** Whether a card shows its moving preview: a while after a mouse rests on it or the keyboard is on it. */
import { useEffect, useRef, useState, type FocusEvent, type PointerEvent } from "react";

/** Long enough that crossing the page sets nothing moving. */
const REST_MS = 300;

interface Preview {
  shown: boolean;
  handlers: {
    onPointerEnter: (event: PointerEvent) => void;
    onPointerLeave: () => void;
    onFocus: (event: FocusEvent) => void;
    onBlur: () => void;
  };
}

export function usePreview(): Preview {
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function begin(): void {
    clearTimeout(timer.current);
    if (!wantsStill()) timer.current = setTimeout(() => setShown(true), REST_MS);
  }

  function end(): void {
    clearTimeout(timer.current);
    setShown(false);
  }

  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    shown,
    handlers: {
      onPointerEnter: (event) => event.pointerType === "mouse" && begin(),
      onPointerLeave: end,
      onFocus: (event) => event.target.matches("a:focus-visible") && begin(),
      onBlur: end,
    },
  };
}

/** People who asked for less motion, or for less data. */
function wantsStill(): boolean {
  const { connection }: { connection?: { saveData?: boolean } } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
