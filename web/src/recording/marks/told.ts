/** What the browser extension tells the recorder's page, once it is seen to be that. */
import type { Mark } from "./mark";

/** Names both ends of the talk. */
export const EXTENSION = "videoflow-extension";
export const RECORDER = "videoflow-recorder";
/** Older than this is about something else (ms). */
const OLDEST_MS = 5_000;
type Place = NonNullable<Mark["box"]>;

const KINDS = ["click", "type", "choose", "toggle"] as const;

/** An element of some tab that something was done to. */
export interface Told {
  /** How long ago, in ms. */
  ago: number;
  /** Which tab, by the handle it shows to whoever captures it. */
  tab: string;
  mark: Omit<Mark, "id" | "at" | "box"> & { box: Place | null };
}

/** The message's content; null for what is none of the extension's. `now` in ms since 1970. */
export function readTold(data: unknown, now: number): Told | null {
  if (!isRecord(data) || data.source !== EXTENSION || !isRecord(data.told)) return null;
  const { at, tab, kind, role, name, within, isOn, box } = data.told;
  const known = KINDS.find((each) => each === kind);
  if (known === undefined || typeof at !== "number" || typeof tab !== "string") return null;
  const ago = Math.max(0, now - at);
  if (!(ago <= OLDEST_MS)) return null;
  const place = readBox(box);
  const mark = {
    kind: known,
    role: typeof role === "string" && /^[a-z]{0,40}$/.test(role) ? role : "",
    name: words(name),
    within: words(within),
    is_on: typeof isOn === "boolean" ? isOn : null,
    box: place,
    note: "",
  };
  return { ago, tab, mark };
}

/** The mark of it: its box counts only where the picture is that of its tab. */
export function markOf({ mark, tab }: Told, at: number, id: string, capturedTab: string | null): Mark {
  return { ...mark, id, at: Math.max(0, at), box: tab === capturedTab ? mark.box : null };
}

/** The handle of the tab that is captured; null for a window or a screen, and where the browser does not tell. */
export function capturedTab(stream: MediaStream | null): string | null {
  const track: (MediaStreamTrack & { getCaptureHandle?(): { handle?: string } | null }) | undefined = stream?.getVideoTracks()[0];
  if (track?.getSettings().displaySurface !== "browser") return null;
  return track.getCaptureHandle?.()?.handle ?? null;
}

function readBox(box: unknown): Place | null {
  if (!Array.isArray(box) || box.length !== 4 || !box.every((side) => Number.isFinite(side))) return null;
  const [left, top, right, bottom] = (box as [number, number, number, number]).map((side) => Math.min(1, Math.max(0, side))) as [number, number, number, number];
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

function words(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 200) : "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
