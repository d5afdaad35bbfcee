/** One picture of the storyboard, cut out of its sprite, at a size that fits above the timeline. */
import type { StoryboardCue } from "../lib/storyboard/storyboard";

const WIDEST_PX = 192;
const TALLEST_PX = 132;

interface ScrubPictureProps {
  cue: StoryboardCue;
  onBroken: () => void;
}

export function ScrubPicture({ cue, onBroken }: ScrubPictureProps) {
  const scale = Math.min(WIDEST_PX / cue.width, TALLEST_PX / cue.height);
  return (
    <span
      data-scrub-picture
      className="block overflow-hidden rounded-lg border border-white/25 bg-[#1b1b1d] shadow-float max-sm:[zoom:0.75]"
      style={{ width: cue.width * scale, height: cue.height * scale }}
    >
      <img
        src={cue.url}
        alt=""
        draggable={false}
        onError={onBroken}
        className="max-w-none origin-top-left"
        style={{ transform: `scale(${scale}) translate(${-cue.x}px, ${-cue.y}px)` }}
      />
    </span>
  );
}
