import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";

import { readQuality, useQuality } from "./use-quality";

test("a choice is remembered on this device", () => {
  const { result } = renderHook(useQuality);
  expect(result.current[0]).toBe("auto");
  act(() => result.current[1]("720p"));
  expect(result.current[0]).toBe("720p");
  expect(readQuality()).toBe("720p");
});

test("nonsense in the storage means auto", () => {
  localStorage.setItem("videoflow.quality", "<b>");
  expect(readQuality()).toBe("auto");
});
