/** The words that are looked for, boxed on the frame as the video comes by them. */
import { use } from "react";

import { usePosition } from "@/features/player/lib/use-player";
import { FoundBoxes } from "@/features/search/components/found-boxes";
import { ratioOf } from "@/features/search/ratio";
import type { Video } from "@/lib/api-types";

import { FindContext } from "./find";

export function FoundOnPlayer({ video }: { video: Video }) {
  const { hits } = use(FindContext);
  // As often as the position is told, and no more often than tenths.
  const seconds = usePosition((position) => Math.round(position * 10) / 10);
  return <FoundBoxes hits={hits} seconds={seconds} ratio={ratioOf(video)} />;
}
