/** A small picture of a drawing by itself, for lists. */
import { FRAME_WIDTH, HIGHLIGHT_OPACITY, pathOf, scaled, TEXT_HEIGHT } from "../lib/path";
import type { Stroke } from "../lib/stroke";

interface DrawingPreviewProps {
  strokes: readonly Stroke[];
  /** Width by height of the frame. */
  ratio: number;
}

export function DrawingPreview({ strokes, ratio }: DrawingPreviewProps) {
  return (
    <svg
      aria-hidden="true"
      data-drawing-preview
      viewBox={`0 0 ${FRAME_WIDTH} ${FRAME_WIDTH / ratio}`}
      className="mt-1 h-16 max-w-full rounded-lg border border-line bg-[#55555c]"
    >
      {strokes.map((stroke, index) => (
        <StrokeShape key={index} stroke={stroke} ratio={ratio} />
      ))}
    </svg>
  );
}

/** Wider than they are, so that they are seen when small. */
const LEAST_WIDTH = 18;

function StrokeShape({ stroke, ratio }: { stroke: Stroke; ratio: number }) {
  const { color, width, tool_type: tool, text } = stroke;
  const [x, y] = scaled(stroke.points[0] ?? [0, 0], ratio);
  const height = width * FRAME_WIDTH * TEXT_HEIGHT;
  if (tool === "text") {
    return (
      <text x={x} y={y + height * 0.8} fill={color} fontSize={height} fontWeight={600}>
        {text}
      </text>
    );
  }
  const { d, filled } = pathOf(stroke, ratio);
  const look = { strokeWidth: filled ? LEAST_WIDTH / 2 : Math.max(LEAST_WIDTH, width * FRAME_WIDTH), stroke: color };
  return <path d={d} fill={filled ? color : "none"} opacity={tool === "highlighter" ? HIGHLIGHT_OPACITY : 1} strokeLinecap="round" strokeLinejoin="round" {...look} />;
}
