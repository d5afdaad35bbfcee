/** Line icons on a 24 px grid, 1.8 px round strokes; they take the colour of the text around them. */
import type { ReactNode } from "react";

const SHAPES = {
  library: <path d="M6 4h12a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3zM8 4v16M16 4v16" />,
  search: <path d="M18 11a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM20 20l-4-4" />,
  pipeline: <path d="M3 12h4l3-8 4 16 3-8h4" />,
  link: <path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1" />,
  download: <path d="M12 4v11m-4.5-4L12 15.5 16.5 11M5 20h14" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  trash: <path d="M4 7h16M9 7V4h6v3m3 0-1 13H7L6 7" />,
  pencil: <path d="m4 20 1-5L16 4l4 4L9 19z" />,
  steps: <path d="M5 4h11l3 3v13H5zM9 10h6M9 14h6" />,
  comment: <path d="M4 5h16v11H9l-5 4z" />,
  text: <path d="M4 8V5h3M17 5h3v3M20 16v3h-3M7 19H4v-3M8 9h8M8 12h8M8 15h5" />,
  retry: <path d="M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6" />,
  alert: <path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1" />,
  offline: <path d="m3 3 18 18M7.5 10A5 5 0 0 0 7 18h9m4-1.2A4.5 4.5 0 0 0 18 9a6 6 0 0 0-8-3" />,
  cloud: <path d="M7 18a4 4 0 0 1 0-8 6 6 0 0 1 11-1 4.5 4.5 0 0 1 0 9zM9.5 14l2 2 3.5-4" />,
  logout: <path d="M10 4H5v16h5M15 8l4 4-4 4M19 12h-9" />,
  sun: <path d="M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19" />,
  moon: <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" />,
  system: <path d="M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 21h8M12 17v4" />,
  keyboard: <path d="M4 6h16a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 20 18H4a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 4 6zM6.5 10h.1M10 10h.1M13.5 10h.1M17 10h.1M8 14h8" />,
  play: <path d="M7 4.5v15l12.5-7.5z" fill="currentColor" />,
  pause: <path d="M8 5v14M16 5v14" strokeWidth="3" />,
  replay: <path d="M4 11a8 8 0 1 1 2.3 6.3M4 5v6h6" />,
  volume: <path d="M4 9v6h4l5 4V5L8 9zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11" />,
  muted: <path d="M4 9v6h4l5 4V5L8 9zM17 9.5l5 5M22 9.5l-5 5" />,
  fullscreen: <path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />,
  windowed: <path d="M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5" />,
  pip: <path d="M20 11V6a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h5M14 14h7v6h-7z" />,
  screen: <path d="M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 21h8" />,
  camera: <path d="M6 6h7a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3zM16 10l5-3v10l-5-3" />,
  microphone: <path d="M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5 11a7 7 0 0 0 14 0M12 18v3" />,
  more: (
    <g fill="currentColor" stroke="none">
      <circle cx="5" cy="12" r="1.7" />
      <circle cx="12" cy="12" r="1.7" />
      <circle cx="19" cy="12" r="1.7" />
    </g>
  ),
  upload: <path d="M12 15V4M7.5 8.5 12 4l4.5 4.5M5 15v4h14v-4" />,
  tracks: <path d="M5 5h4a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 9 19H5a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 5 5zM15 5h4a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 19 19h-4a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 15 5z" />,
  film: <path d="M6 3h8l5 5v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM14 3v5h5M10 12v5l4-2.5z" />,
  settings: <path d="M4 7h9M17 7h3M4 17h3M11 17h9M17 7a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM11 17a2 2 0 1 1-4 0 2 2 0 0 1 4 0z" />,
  lock: <path d="M7 11h10a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zM8 11V8a4 4 0 0 1 8 0v3" />,
  people: <path d="M12 9a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM3 19c0-4.5 12-4.5 12 0M15.5 6.3a3 3 0 0 1 0 5.4M18 14.6c1.8.6 3 1.9 3 4.4" />,
  chevron: <path d="m6 9.5 6 6 6-6" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

interface GlyphProps {
  /** Pixels; 18 unless told. */
  size?: number;
  className?: string;
  /** Paths on the grid. */
  children: ReactNode;
}

/** A drawing in the look of the icons; what only a part of the app shows it draws by this, beside its code. */
export function Glyph({ size = 18, className = "", children }: GlyphProps) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`block shrink-0 ${className}`}
    >
      {children}
    </svg>
  );
}

interface IconProps extends Omit<GlyphProps, "children"> {
  name: IconName;
}

export function Icon({ name, ...look }: IconProps) {
  return <Glyph {...look}>{SHAPES[name]}</Glyph>;
}
