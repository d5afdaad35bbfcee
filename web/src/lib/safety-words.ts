/** What the safety line shows: the engine finds the words, the line sets them. */

export type SafetyTone = "calm" | "safe" | "busy" | "cut-off";

export interface SafetyWords {
  tone: SafetyTone;
  /** The figure that matters, set in bold; may be empty. */
  figure: string;
  text: string;
  /** Further parts, quieter. */
  more: readonly string[];
}
