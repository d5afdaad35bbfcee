import { beforeEach, describe, expect, it, vi } from "vitest";

import { plainName, watchDevices } from "./devices";

describe("plainName", () => {
  it("leaves the vendor and product numbers out", () => {
    expect(plainName("Studio Mic (1b3f:2008)")).toBe("Studio Mic");
  });

  it("keeps what else stands in brackets", () => {
    expect(plainName("Microphone (Built-in)")).toBe("Microphone (Built-in)");
  });
});

describe("watchDevices", () => {
  const camera = { kind: "videoinput", deviceId: "c1", label: "Camera (1b3f:2008)" };
  const unnamed = { kind: "audioinput", deviceId: "", label: "" };
  let plugged: object[] = [];
  let media: EventTarget;

  beforeEach(() => {
    plugged = [camera, unnamed];
    media = Object.assign(new EventTarget(), { enumerateDevices: () => Promise.resolve(plugged) });
    vi.stubGlobal("navigator", { mediaDevices: media });
  });

  it("tells what there is, and again when something is plugged in", async () => {
    const found = vi.fn();
    const stop = watchDevices(found);
    await vi.waitFor(() => expect(found).toHaveBeenLastCalledWith({ camera: [{ id: "c1", name: "Camera" }], microphone: [] }));
    plugged = [camera, { kind: "audioinput", deviceId: "m1", label: "Mic" }];
    media.dispatchEvent(new Event("devicechange"));
    await vi.waitFor(() =>
      expect(found).toHaveBeenLastCalledWith({ camera: [{ id: "c1", name: "Camera" }], microphone: [{ id: "m1", name: "Mic" }] }),
    );
    stop();
  });

  it("tells nothing after its end, not even what was asked before", async () => {
    const found = vi.fn();
    watchDevices(found)();
    media.dispatchEvent(new Event("devicechange"));
    await Promise.resolve();
    await Promise.resolve();
    expect(found).not.toHaveBeenCalled();
  });
});
