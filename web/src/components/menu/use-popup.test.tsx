import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { useToasts } from "../toast-store";
import { loadPopup, preparePopup } from "./load-popup";
import { usePopup } from "./use-popup";

vi.mock("./load-popup", () => ({ loadPopup: vi.fn(), preparePopup: vi.fn() }));

const Popup = (): null => null;

afterEach(() => {
  vi.mocked(loadPopup).mockReset();
  vi.mocked(preparePopup).mockReset();
});

test("it is loaded when somebody comes near, and says nothing should that fail", async () => {
  vi.mocked(preparePopup).mockRejectedValueOnce(new TypeError("offline")).mockResolvedValueOnce(Popup);
  const { result } = renderHook(() => ({ popup: usePopup(), toasts: useToasts() }));
  act(() => result.current.popup.prepare());
  await act(async () => Promise.resolve());
  expect(result.current.popup.Popup).toBeNull();
  expect(result.current.toasts).toEqual([]);
  act(() => result.current.popup.prepare());
  await waitFor(() => expect(result.current.popup.Popup).toBe(Popup));
  expect(result.current.popup.opening).toBe("closed");
});

test("a menu that cannot be loaded says so, and closes to be tried again", async () => {
  vi.mocked(loadPopup).mockRejectedValueOnce(new TypeError("offline"));
  const changed = vi.fn();
  const { result } = renderHook(() => ({ popup: usePopup(changed), toasts: useToasts() }));
  act(() => result.current.popup.set("pointer"));
  expect(result.current.popup.opening).toBe("pointer");
  await waitFor(() => expect(result.current.toasts.map(({ text }) => text)).toEqual([expect.stringMatching(/^The menu could not/)]));
  expect(result.current.popup.opening).toBe("closed");
  expect(changed.mock.calls).toEqual([[true], [false]]);
});
