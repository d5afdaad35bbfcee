/** Icons that sharing alone shows, and the app's others by the same name. */
import type { ReactNode } from "react";

import { Glyph, Icon, type IconName } from "@/components/icon";

const SHAPES = {
  clock: <path d="M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM12 7.5V12l3 2" />,
  globe: <path d="M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0zM3.5 12h17M12 3.5c4.5 4.5 4.5 12.5 0 17M12 3.5c-4.5 4.5-4.5 12.5 0 17" />,
  mail: <path d="M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM3.5 7.5 12 13l8.5-5.5" />,
  code: <path d="m8 8-4 4 4 4M16 8l4 4-4 4" />,
  qr: <path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h4v4h-6z" />,
} satisfies Record<string, ReactNode>;

export type SharingIconName = keyof typeof SHAPES | IconName;

interface SharingIconProps {
  name: SharingIconName;
  /** Pixels; 18 unless told. */
  size?: number;
  className?: string;
}

export function SharingIcon({ name, ...look }: SharingIconProps) {
  return name in SHAPES ? <Glyph {...look}>{SHAPES[name as keyof typeof SHAPES]}</Glyph> : <Icon name={name as IconName} {...look} />;
}
