import { describe, expect, it } from "vitest";

import { levelOf, litBars } from "./level";

function tone(amplitude: number): Float32Array {
  return Float32Array.from({ length: 1024 }, (_, at) => amplitude * Math.sin(at / 5));
}

describe("levelOf", () => {
  it("is 0 for silence, for no samples and for the hiss of a room", () => {
    expect(levelOf(tone(0))).toBe(0);
    expect(levelOf(new Float32Array())).toBe(0);
    expect(levelOf(tone(0.0005))).toBe(0);
  });

  it("is 1 for the loudest", () => {
    expect(levelOf(tone(1))).toBe(1);
  });

  it("grows with loudness, and speech is in the middle", () => {
    const levels = [0.005, 0.05, 0.3].map((amplitude) => levelOf(tone(amplitude)));
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(levels[1]).toBeGreaterThan(0.4);
    expect(levels[1]).toBeLessThan(0.8);
  });
});

describe("litBars", () => {
  it("lights none for silence, one for the faintest sound, all for the loudest", () => {
    expect([0, 0.01, 0.5, 1].map((level) => litBars(level, 8))).toEqual([0, 1, 4, 8]);
  });
});
