import { describe, expect, it } from "vitest";

import { KeptTime } from "./kept-time";
import { safetyWords, type SafetyFacts } from "./safety";
import { NOTHING_SENT, type UploadState } from "./types";

function say(upload: Partial<UploadState>, facts: Partial<SafetyFacts> = {}): string {
  const words = safetyWords({
    upload: { ...NOTHING_SENT, phase: "sending", ...upload },
    online: true,
    keptSeconds: 0,
    phase: "during",
    quiet: false,
    risk: null,
    ...facts,
  });
  return [words.figure, words.text, ...words.more.map((part) => `· ${part}`)].filter(Boolean).join(" ");
}

describe("safetyWords", () => {
  it("says what a sign-in that ended keeps here, and that it goes on by itself", () => {
    const waiting = { phase: "waiting", signedOut: true, ackedBytes: 9_000_000, queuedBytes: 3_000_000 } as const;
    expect(say(waiting, { keptSeconds: 33.2 })).toBe("Logged out: 34 s kept on this device, going on once you log in again");
    expect(say({ ...waiting, queuedBytes: 0 })).toBe("Logged out: all sent so far is safe, going on once you log in again");
  });

  it("promises before a recording", () => {
    expect(say({}, { phase: "before" })).toBe("Goes to storage while you record");
  });

  it("tells what is stored, on its way and only here", () => {
    expect(say({ storedBytes: 31_400_000, ackedBytes: 32_000_000, queuedBytes: 1_200_000 })).toBe(
      "31.4 MB safe in storage · 600 kB on its way · 1.2 MB only on this device",
    );
  });

  it("leaves out what is too little to name", () => {
    expect(say({ storedBytes: 5_000_000, ackedBytes: 5_000_000, queuedBytes: 12 })).toBe("5 MB safe in storage");
  });

  it("calls nothing safe before the first part is stored", () => {
    expect(say({ queuedBytes: 40_000 })).toBe("Sending the first bytes · 40 kB only on this device");
    expect(say({ ackedBytes: 700_000 })).toBe("700 kB on its way to storage");
  });

  it("says first bytes only while some may come", () => {
    expect(say({})).toBe("Waiting for the first bytes");
    expect(say({}, { quiet: true })).toBe("Nothing new: the browser's recorder is silent");
    expect(say({ ackedBytes: 700_000 }, { quiet: true })).toBe(
      "Nothing new: the browser's recorder is silent · 700 kB reached the server",
    );
  });

  it("tells offline what is kept here", () => {
    const upload = { phase: "waiting", queuedBytes: 900_000 } as const;
    expect(say(upload, { online: false, keptSeconds: 33.2 })).toBe(
      "Offline: 34 s kept on this device, sending when you are back",
    );
    expect(say(upload, { keptSeconds: 4 })).toBe("Connection lost: 4 s kept on this device, trying again");
  });

  it("stays with that while it tries again", () => {
    expect(say({ phase: "connecting", isCut: true, queuedBytes: 10 }, { keptSeconds: 1 })).toMatch(/^Connection lost/);
  });

  it("calls no connection lost before there was one", () => {
    expect(say({ phase: "connecting", queuedBytes: 40_000 }, { keptSeconds: 2 })).toBe("Sending the first bytes · 40 kB only on this device");
  });

  it("tells the last bytes after stop", () => {
    expect(say({ queuedBytes: 600_000, ackedBytes: 1 }, { phase: "stopping" })).toBe("Sending the last 600 kB");
    expect(say({ storedBytes: 8_000_000, ackedBytes: 8_100_000, phase: "finishing" }, { phase: "stopping" })).toBe(
      "8 MB safe in storage · putting it together",
    );
    expect(say({ phase: "finished", storedBytes: 8_100_000 }, { phase: "stopping" })).toBe("All 8.1 MB safe in storage");
  });

  it("tells what arrived of a recording that failed", () => {
    expect(say({ phase: "failed", ackedBytes: 2_000_000, queuedBytes: 5_000 }, { phase: "failed" })).toBe(
      "2 MB reached the server · 5 kB only on this device",
    );
  });
});

describe("a browser that keeps no copy", () => {
  it("says what a reload would lose, while it would", () => {
    const upload = { storedBytes: 5_000_000, ackedBytes: 6_000_000 };
    expect(say(upload, { risk: "full" })).toMatch(/This device is full: a reload would lose what is not stored yet$/);
    expect(say(upload, { risk: "unavailable" })).toMatch(/keeps no copy/);
    expect(say({ ...upload, storedBytes: 6_000_000 }, { risk: "full" })).toBe("6 MB safe in storage");
  });
});

describe("KeptTime", () => {
  it("turns unacknowledged bytes into seconds", () => {
    const kept = new KeptTime();
    kept.add(100, 3);
    kept.add(250, 6);
    kept.add(300, 9);
    expect(kept.since(0, 10)).toBe(10);
    expect(kept.since(100, 10)).toBe(7);
    expect(kept.since(299, 10)).toBe(4);
    expect(kept.since(300, 10)).toBe(1);
  });

  it("is never negative", () => {
    const kept = new KeptTime();
    kept.add(100, 3);
    expect(kept.since(100, 2)).toBe(0);
  });
});
