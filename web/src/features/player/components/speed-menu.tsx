/** How fast the video plays. */
import { useMediaSelector } from "media-chrome/react/media-store";
import { useEffect } from "react";

import { Icon } from "@/components/icon";
import { useMenu } from "@/components/use-menu";

import { usePlayerActions } from "../lib/use-player";

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
const rateText = (rate: number): string => `${new Intl.NumberFormat().format(rate)}×`;

export function SpeedMenu({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const { open, setOpen, root, button, onKeyDown } = useMenu();
  const { setRate } = usePlayerActions();
  const rate = useMediaSelector((state) => state.mediaPlaybackRate ?? 1);

  useEffect(() => onOpenChange(open), [open, onOpenChange]);

  return (
    <div ref={root} className="relative" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        aria-label={`Speed, ${rateText(rate)}`}
        title="Speed"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="num h-7 min-w-11 rounded-[7px] bg-white/15 px-2 text-xs font-[550] hover:bg-white/25 focus-visible:outline-white"
      >
        {rateText(rate)}
      </button>
      {open && (
        <div
          role="menu"
          aria-label="Speed"
          className="absolute right-0 bottom-full z-20 mb-2 w-28 animate-rise rounded-card border border-white/15 bg-[#1b1b1d] p-1 shadow-float"
        >
          {RATES.map((each) => (
            <button
              key={each}
              type="button"
              role="menuitemradio"
              aria-checked={each === rate}
              onClick={() => {
                setRate(each);
                setOpen(false);
                button.current?.focus();
              }}
              className="num flex h-8 w-full items-center justify-between rounded-lg px-2.5 text-[13px] hover:bg-white/15 focus-visible:bg-white/15 focus-visible:outline-none"
            >
              {rateText(each)}
              {each === rate && <Icon name="check" size={15} />}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
