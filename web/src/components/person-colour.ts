/** A person's colour and initials: the same on every page, without asking anybody. */
const COLOURS = ["#7048e8", "#c2353b", "#1f7a50", "#b3360b", "#8a5a12", "#0b7285", "#a61e69", "#4d6b0f"];

/** A stable number of a string (FNV-1a), for choosing from a list. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

export function personColour(id: string): string {
  return COLOURS[hashOf(id) % COLOURS.length] ?? "#4f46e5";
}

/** First letters of the first and the last word: "Ana Núñez" → AN. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => Array.from(word ?? "")[0]?.toLocaleUpperCase() ?? "").join("") || "?";
}
