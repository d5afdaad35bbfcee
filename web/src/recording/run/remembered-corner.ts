/** The corner the camera's bubble was last put into, remembered on this device. */

import { CORNERS, type Corner } from "../media/bubble";

const KEY = "videoflow.recorder.corner";
const USUAL: Corner = "bottom-left";

export function rememberedCorner(): Corner {
  try {
    const kept = localStorage.getItem(KEY);
    return CORNERS.find((corner) => corner === kept) ?? USUAL;
  } catch {
    return USUAL;
  }
}

export function rememberCorner(corner: Corner): void {
  try {
    localStorage.setItem(KEY, corner);
  } catch {
    // Storage is blocked: the corner lasts until the page closes.
  }
}
