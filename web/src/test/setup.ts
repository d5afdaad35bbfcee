import "@testing-library/jest-dom/vitest";

import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll } from "vitest";

import { server } from "./server";

// What comes comes late on a busy machine; what does not come is still told, a little later.
configure({ asyncUtilTimeout: 10_000 });

// What jsdom lacks: modal dialogs, observers (nothing has a size or a place here), and the device's wishes (none).
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};

class SilentObserver {
  observe(): void {
    // Nothing to see.
  }

  unobserve(): void {
    // Nothing to see.
  }

  disconnect(): void {
    // Nothing to end.
  }
}

Object.assign(globalThis, {
  IntersectionObserver: SilentObserver,
  ResizeObserver: SilentObserver,
  matchMedia: (media: string) => ({ media, matches: false }),
});

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));

afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
});

afterAll(() => server.close());
