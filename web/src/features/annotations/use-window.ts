/** Of a long list the part that is shown: around what is selected, and further as its ends come near. */
import { useCallback, useState, type RefCallback } from "react";

/** Screens hold some ten; so many are made within a few pictures, also on a phone. */
const STEP = 60;
/** What lies further behind goes: browsers keep in its place what is being read. */
const MOST = 300;
/** How far from its end more is made, so that nobody sees it end. */
const AHEAD = "600px";

export interface Window {
  from: number;
  to: number;
}

/** The window after the list's length or the selected place changed. `selected` is -1 where nothing is. */
export function windowAround(window: Window, count: number, selected: number): Window {
  if (selected >= 0 && (selected < window.from || selected >= window.to)) {
    const from = Math.max(0, selected - STEP / 2);
    return { from, to: Math.min(count, from + STEP) };
  }
  if (window.from >= count) return { from: 0, to: Math.min(count, STEP) };
  return { from: window.from, to: Math.min(count, Math.max(window.to, window.from + STEP)) };
}

export function forward({ from, to }: Window): Window {
  return { from: Math.max(from, to + STEP - MOST), to: to + STEP };
}

export function backward({ from, to }: Window): Window {
  const begin = Math.max(0, from - STEP);
  return { from: begin, to: Math.min(to, begin + MOST) };
}

export interface Shown extends Window {
  /** Stand before the first and behind the last row that is shown. */
  before: RefCallback<Element>;
  after: RefCallback<Element>;
}

/** `key` names what is listed: of another list the window is another. */
export function useWindow(count: number, selected: number, key: string): Shown {
  const [state, setState] = useState({ key, selected, window: { from: 0, to: STEP } });
  let { window } = state;
  if (state.key !== key) window = { from: 0, to: STEP };
  // What somebody selected stays where they left it: they may have gone on from there.
  const asked = state.key !== key || state.selected !== selected ? selected : -1;
  const shown = windowAround(window, count, asked);
  if (state.key !== key || state.selected !== selected) setState({ key, selected, window: shown });

  const grow = useCallback((by: (window: Window) => Window) => setState((now) => ({ ...now, window: by(now.window) })), []);
  const before = useNearing(useCallback(() => grow(backward), [grow]));
  const after = useNearing(useCallback(() => grow(forward), [grow]));
  return { ...shown, before, after };
}

/** Calls `near` whenever the element comes near what is seen. */
function useNearing(near: () => void): RefCallback<Element> {
  return useCallback(
    (element: Element | null) => {
      if (!element || !("IntersectionObserver" in globalThis)) return undefined;
      // Its nearest scroller is not the page's on wide screens: margins count there only if it is the root.
      const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && near(), { root: scroller(element), rootMargin: AHEAD });
      observer.observe(element);
      return () => observer.disconnect();
    },
    [near],
  );
}

function scroller(element: Element): Element | null {
  for (let each = element.parentElement; each; each = each.parentElement) {
    const { overflowY } = getComputedStyle(each);
    if ((overflowY === "auto" || overflowY === "scroll") && each.scrollHeight > each.clientHeight) return each;
  }
  return null;
}
