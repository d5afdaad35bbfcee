import { expect, test } from "vitest";

import { frameIn, pointIn } from "./frame";

test.each([
  ["bars above and below", 1000, 1000, 2, { left: 0, top: 250, width: 1000, height: 500 }],
  ["bars beside it", 1600, 900, 1, { left: 350, top: 0, width: 900, height: 900 }],
  ["a video held upright", 1600, 900, 9 / 16, { left: 546.875, top: 0, width: 506.25, height: 900 }],
  ["no bars", 1600, 900, 16 / 9, { left: 0, top: 0, width: 1600, height: 900 }],
])("the frame lies in the middle, as large as it can be: %s", (_, width, height, ratio, frame) => {
  const { left, top, width: wide, height: high } = frameIn(width, height, ratio);
  expect([left, top, wide, high]).toEqual(Object.values(frame).map((each) => expect.closeTo(each, 9) as number));
});

test("one point of the frame is the same at every size, in every window, turned or not", () => {
  for (const ratio of [16 / 9, 9 / 16, 4 / 3]) {
    for (const [width, height] of [[390, 219], [1280, 720], [2560, 1080], [844, 390]] as const) {
      const frame = frameIn(width, height, ratio);
      expect(pointIn(frame, frame.left + frame.width * 0.25, frame.top + frame.height * 0.6)).toEqual([0.25, 0.6]);
    }
  }
});

test("what lies in the bars is at the edge, and nothing is divided by nothing", () => {
  const frame = frameIn(1000, 1000, 2);
  expect(pointIn(frame, 500, 10)).toEqual([0.5, 0]);
  expect(pointIn(frame, 2000, 2000)).toEqual([1, 1]);
  expect(pointIn(frameIn(0, 0, 1), 10, 10)).toEqual([0, 0]);
});
