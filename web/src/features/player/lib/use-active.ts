/** Whether somebody is using the player; it becomes false a while after the last sign. */
import { useCallback, useEffect, useRef, useState } from "react";

const LINGER_MS = 2600;

export function useActive(): { active: boolean; touch: () => void; leave: () => void } {
  const [active, setActive] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const touch = useCallback(() => {
    setActive(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setActive(false), LINGER_MS);
  }, []);
  const leave = useCallback(() => {
    clearTimeout(timer.current);
    setActive(false);
  }, []);

  useEffect(() => () => clearTimeout(timer.current), []);
  return { active, touch, leave };
}
