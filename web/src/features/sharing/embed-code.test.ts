import { expect, test } from "vitest";

import { embedCode } from "./embed-code";

test("a link becomes a frame, and a title cannot leave its place", () => {
  const code = embedCode("https://videoflow.example/s/k3v9?t=104", `5" > 4 & <b>`);
  const box = document.createElement("div");
  box.innerHTML = code;
  const frame = box.querySelector("iframe");
  expect(box.children).toHaveLength(1);
  expect(frame?.getAttribute("src")).toBe("https://videoflow.example/embed/k3v9?t=104");
  expect(frame?.title).toBe(`5" > 4 & <b>`);
});
