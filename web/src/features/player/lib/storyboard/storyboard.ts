/** Scrubbing pictures: WebVTT cues that each name a rectangle of a sprite, `sprite.jpg#xywh=160,0,160,90`. */

export interface StoryboardCue {
  /** Seconds. */
  start: number;
  end: number;
  /** The sprite's address. */
  url: string;
  /** The rectangle in the sprite, in pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
}

const TIMING = /^((?:\d+:)?\d+:\d+\.\d+)\s+-->\s+((?:\d+:)?\d+:\d+\.\d+)/;
const PICTURE = /^(.+)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)$/;

/** The cues of `vtt` in order; what is no picture is left out. Addresses are relative to `base`. */
export function parseStoryboard(vtt: string, base: string): StoryboardCue[] {
  const cues: StoryboardCue[] = [];
  let timing: RegExpExecArray | null = null;
  for (const raw of vtt.split(/\r\n|\r|\n/)) {
    const line = raw.trim();
    const cue = timing && cueFrom(timing, line, base);
    if (cue) cues.push(cue);
    timing = TIMING.exec(line);
  }
  return cues.sort((one, other) => one.start - other.start);
}

function cueFrom(timing: RegExpExecArray, line: string, base: string): StoryboardCue | null {
  const found = PICTURE.exec(line);
  if (!found) return null;
  const [x = 0, y = 0, width = 0, height = 0] = found.slice(2).map(Number);
  if (width === 0 || height === 0) return null;
  return {
    start: secondsOf(timing[1] ?? ""),
    end: secondsOf(timing[2] ?? ""),
    url: new URL(found[1] ?? "", base).href,
    x,
    y,
    width,
    height,
  };
}

/** "01:02:03.500" or "02:03.500" in seconds. */
function secondsOf(clock: string): number {
  return clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}
