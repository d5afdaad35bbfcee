/** What the toolbar offers: tools with their pictures, colours, widths. */
import type { ReactNode } from "react";

import type { Instrument } from "./drawing-surface";

export const INSTRUMENTS: readonly { name: Instrument; shape: ReactNode }[] = [
  { name: "pen", shape: <path d="m4 20 1-5L16 4l4 4L9 19z" /> },
  { name: "highlighter", shape: <path d="m9 15-3-3 9-8 5 5-8 9zM6 12l-2 6h6l2-2M3 21h18" /> },
  { name: "line", shape: <path d="M5 19 19 5" /> },
  { name: "arrow", shape: <path d="M5 19 19 5M9 5h10v10" /> },
  { name: "rectangle", shape: <path d="M4 6h16v12H4z" /> },
  { name: "ellipse", shape: <path d="M21 12c0 3.9-4 7-9 7s-9-3.1-9-7 4-7 9-7 9 3.1 9 7z" /> },
  { name: "text", shape: <path d="M5 8V5h14v3M12 5v14M9 19h6" /> },
  { name: "eraser", shape: <path d="m4 15 9-10 7 6-8 9H8zM9 10l7 6M12 20h8" /> },
];

export const COLOURS = ["#ff3b30", "#ffb020", "#34c759", "#3d8bff", "#ffffff", "#16161a"] as const;
export type Colour = (typeof COLOURS)[number];

/** Shares of the frame's width. */
export const WIDTHS = [0.003, 0.006, 0.012] as const;
export type Width = (typeof WIDTHS)[number];

export const UNDO = <path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3" />;
export const REDO = <path d="m16 5 4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3" />;
