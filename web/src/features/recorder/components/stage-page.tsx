/** The recorder's dark room: the whole window, whatever the theme outside. */
import { useEffect, type ReactNode, type Ref } from "react";

interface StagePageProps {
  ref?: Ref<HTMLElement>;
  children: ReactNode;
}

/** A shade darker and cooler than the dark theme, so that the picture is the brightest thing. */
const ROOM =
  "[--bg:#0f0f10] [--line:#2b2b2e] [--line-strong:#3c3c40] [--panel:#1a1a1c] [--sunk:#242427] bg-bg text-ink";

export function StagePage({ ref, children }: StagePageProps) {
  useEffect(() => {
    const { style } = document.documentElement;
    // The page behind would show its own colour where a phone bounces, and in the place kept for a scroll bar.
    style.setProperty("scrollbar-gutter", "auto");
    style.setProperty("background", "#0f0f10");
    return () => {
      style.removeProperty("scrollbar-gutter");
      style.removeProperty("background");
    };
  }, []);
  return (
    <main
      ref={ref}
      tabIndex={-1}
      data-theme="dark"
      className={`grid h-dvh grid-rows-[auto_minmax(0,1fr)_auto] overflow-hidden outline-none ${ROOM}`}
    >
      {children}
    </main>
  );
}
