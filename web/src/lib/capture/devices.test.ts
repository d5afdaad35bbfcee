import { describe, expect, it } from "vitest";

import { plainName } from "./devices";

describe("plainName", () => {
  it("leaves the vendor and product numbers out", () => {
    expect(plainName("Studio Mic (1b3f:2008)")).toBe("Studio Mic");
  });

  it("keeps what else stands in brackets", () => {
    expect(plainName("Microphone (Built-in)")).toBe("Microphone (Built-in)");
  });
});
