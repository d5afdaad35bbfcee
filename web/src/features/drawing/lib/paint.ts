/** Draws strokes onto a canvas that lies over the frame and is as large. */
import { FRAME_WIDTH, HIGHLIGHT_OPACITY, pathOf, scaled, TEXT_HEIGHT } from "./path";
import type { Stroke } from "./stroke";

interface Made {
  ratio: number;
  path: Path2D;
  filled: boolean;
}

/** A stroke never changes, so its path is made once. */
const made = new WeakMap<Stroke, Made>();

/** `ratio` is that of the video's frame, whatever the canvas's pixels were rounded to. */
export function paint(canvas: HTMLCanvasElement, strokes: readonly Stroke[], ratio: number): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(canvas.width / FRAME_WIDTH, 0, 0, (canvas.height * ratio) / FRAME_WIDTH, 0, 0);
  for (const stroke of strokes) paintStroke(context, stroke, ratio);
}

function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke, ratio: number): void {
  context.fillStyle = stroke.color;
  context.strokeStyle = stroke.color;
  if (stroke.tool_type === "text") return write(context, stroke, ratio);
  const { path, filled } = pathFor(stroke, ratio);
  context.globalAlpha = stroke.tool_type === "highlighter" ? HIGHLIGHT_OPACITY : 1;
  context.lineWidth = stroke.width * FRAME_WIDTH;
  context.lineCap = "round";
  context.lineJoin = "round";
  if (filled) context.fill(path);
  else context.stroke(path);
  context.globalAlpha = 1;
}

function pathFor(stroke: Stroke, ratio: number): Made {
  const before = made.get(stroke);
  if (before?.ratio === ratio) return before;
  const { d, filled } = pathOf(stroke, ratio);
  const now = { ratio, path: new Path2D(d), filled };
  made.set(stroke, now);
  return now;
}

/** On a dark edge, so that it reads on any picture; in lines that end before the frame does. */
function write(context: CanvasRenderingContext2D, stroke: Stroke, ratio: number): void {
  const [x, y] = scaled(stroke.points[0] ?? [0, 0], ratio);
  const height = stroke.width * FRAME_WIDTH * TEXT_HEIGHT;
  context.font = `600 ${height}px system-ui, sans-serif`;
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = height / 7;
  context.strokeStyle = "#000000b0";
  linesOf(stroke.text ?? "", FRAME_WIDTH - x, (words) => context.measureText(words).width).forEach((line, index) => {
    context.strokeText(line, x, y + index * height * 1.2);
    context.fillText(line, x, y + index * height * 1.2);
  });
}

/** Words in lines of at most `width`; a longer word has one of its own. */
export function linesOf(text: string, width: number, measure: (words: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    const longer = `${last ?? ""} ${word}`;
    if (last !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
