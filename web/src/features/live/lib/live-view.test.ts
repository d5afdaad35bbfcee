import { expect, it, vi } from "vitest";

import { ViewStore } from "./live-view";

it("tells of changes, and of nothing else", () => {
  const store = new ViewStore();
  const heard = vi.fn();
  const leave = store.subscribe(heard);
  const before = store.now;
  store.show({ phase: "waiting", quiet: false });
  expect(heard).not.toHaveBeenCalled();
  expect(store.now).toBe(before);
  store.show({ edge: 4 });
  expect(heard).toHaveBeenCalledTimes(1);
  expect(store.now.edge).toBe(4);
  leave();
  store.show({ edge: 5 });
  expect(heard).toHaveBeenCalledTimes(1);
});
