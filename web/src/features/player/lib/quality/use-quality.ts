/** The quality this device's person chose last, for every video. */
import { useState } from "react";

import type { Quality } from "./quality";

const KEY = "videoflow.quality";
const KNOWN = /^(auto|original|\d+p)$/;

export function useQuality(): [Quality, (quality: Quality) => void] {
  const [quality, setQuality] = useState(readQuality);
  return [
    quality,
    (next) => {
      setQuality(next);
      keepQuality(next);
    },
  ];
}

export function readQuality(): Quality {
  try {
    const kept = localStorage.getItem(KEY);
    return kept !== null && KNOWN.test(kept) ? kept : "auto";
  } catch {
    return "auto";
  }
}

function keepQuality(quality: Quality): void {
  try {
    localStorage.setItem(KEY, quality);
  } catch {
    // Where nothing may be kept the choice lasts as long as the page.
  }
}
