/** What a person may choose to watch, and which rung of a video that means. */
import type { Rendition } from "@/lib/api-types";
import { formatPercent } from "@/lib/format";
import { playerWords } from "@/words/player";

import type { SourceKind } from "../source/source-state";

/** "auto", "original", or a rung's name such as "720p". */
export type Quality = string;

export interface Rung {
  name: string;
  /** Pixels. */
  height: number;
}

export interface QualityEntry {
  value: Quality;
  label: string;
  /** Right of the label. */
  note: string | null;
  checked: boolean;
  /** Being made: told, and not yet to be had. */
  disabled: boolean;
}

/** How many lines a name such as "720p" stands for; NaN for other names. */
const linesOf = (name: string): number => Number.parseInt(name);

/** Index of the rung to play (rungs from small to large); -1 lets the connection decide. */
export function rungFor(quality: Quality, rungs: readonly Rung[]): number {
  const wanted = linesOf(quality);
  if (Number.isNaN(wanted) || rungs.length === 0) return -1;
  const exact = rungs.findIndex((rung) => rung.name === quality);
  if (exact >= 0) return exact;
  const below = rungs.findLastIndex((rung) => linesOf(rung.name) <= wanted);
  return Math.max(0, below);
}

export interface QualityFacts {
  kind: SourceKind;
  /** What the person chose last. */
  quality: Quality;
  /** There is HLS to choose from. */
  offered: boolean;
  /** Of the loaded playlist, from small to large. */
  rungs: readonly Rung[];
  /** The rung on screen. */
  current: string | null;
  renditions: readonly Rendition[];
}

/** What is on screen now, in a word. */
export function shownQuality({ kind, current, rungs, quality }: QualityFacts): string {
  if (kind === "original") return playerWords.original;
  return current ?? rungs[rungFor(quality, rungs)]?.name ?? playerWords.auto;
}

export function qualityEntries(facts: QualityFacts): QualityEntry[] {
  const { kind, quality, offered, rungs } = facts;
  if (!offered) return [...beingMade(facts.renditions), entry("original", playerWords.original, true)];
  const chosen = chosenOf(quality, rungs);
  const auto = kind === "hls" && facts.current !== null ? `${playerWords.auto} (${facts.current})` : playerWords.auto;
  return [
    entry("auto", auto, chosen === "auto"),
    ...[...rungs].reverse().map(({ name }) => entry(name, name, chosen === name)),
    entry("original", playerWords.original, chosen === "original"),
  ];
}

function chosenOf(quality: Quality, rungs: readonly Rung[]): Quality {
  if (quality === "original") return quality;
  return rungs[rungFor(quality, rungs)]?.name ?? "auto";
}

function beingMade(renditions: readonly Rendition[]): QualityEntry[] {
  return renditions
    .filter(({ kind }) => kind === "video")
    .sort((one, other) => linesOf(other.name) - linesOf(one.name))
    .map(({ name, ready, progress }) => ({
      ...entry(name, name, false),
      note: ready ? formatPercent(1) : formatPercent(progress),
      disabled: true,
    }));
}

function entry(value: Quality, label: string, checked: boolean): QualityEntry {
  return { value, label, note: null, checked, disabled: false };
}
