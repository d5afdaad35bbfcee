/** A link to be read by a phone's camera: dark on light in any theme, for cameras want it so. */
import { encode } from "uqr";

import { sharingWords } from "@/words/sharing";

/** Cells around it that stay light (ISO/IEC 18004 wants four). */
const QUIET = 4;

export function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: QUIET });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg
      role="img"
      aria-label={sharingWords.qrOf}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="mt-3 size-44 rounded-card border border-line bg-white"
    >
      <path d={path} fill="#111" />
    </svg>
  );
}
