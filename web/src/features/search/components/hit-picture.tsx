/** The frame of a hit, as near as its words can be read, with those boxed. */
import type { Hit } from "@/lib/api-types";
import { stableUrl } from "@/lib/signed-url";

import { nearTo } from "../near-to";

interface HitPictureProps {
  url: string;
  boxes: Hit["boxes"];
  /** Width by height of the video. */
  ratio: number;
}

export function HitPicture({ url, boxes, ratio }: HitPictureProps) {
  const { zoom, left, top } = nearTo(boxes);
  return (
    <span
      className="relative block w-full shrink-0 overflow-hidden rounded-lg border border-line bg-sunk"
      style={{ aspectRatio: ratio }}
    >
      <span
        className="absolute top-0 left-0 block"
        style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%`, transform: `translate(${-left * 100}%, ${-top * 100}%)` }}
      >
        <img src={stableUrl(url)} alt="" loading="lazy" className="block size-full" />
        {boxes.map(({ x, y, w, h }, index) => (
          <span
            key={index}
            className="absolute rounded-[2px] outline-2 outline-offset-1 outline-[#f5a524]"
            style={{ left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${h * 100}%` }}
          />
        ))}
      </span>
    </span>
  );
}
