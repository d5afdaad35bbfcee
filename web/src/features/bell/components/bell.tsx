/** The bell on top: how much is new, and behind it what. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { Glyph } from "@/components/icon";
import { useOwnEvents } from "@/lib/own-events";
import { queryKeys } from "@/lib/query-keys";
import { bellWords } from "@/words/bell";

import { newsQuery } from "../api/news";
import { NewsPopover } from "./news-popover";

/** More are not counted on the badge: it stays as wide as it is. */
const MOST = 99;

export function Bell() {
  const client = useQueryClient();
  const news = useInfiniteQuery(newsQuery);
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const unread = news.data?.pages[0]?.unread ?? 0;
  const label = bellWords.button(unread);

  const ask = (): void => void client.invalidateQueries({ queryKey: queryKeys.news });
  useOwnEvents({
    onEvent: ({ event }) => {
      if (event === "told") ask();
    },
    onOpen: (again) => {
      if (again) ask();
    },
  });

  useEffect(() => {
    if (!open) return undefined;
    const elsewhere = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) setOpen(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    document.addEventListener("focusin", elsewhere);
    return () => {
      document.removeEventListener("pointerdown", elsewhere);
      document.removeEventListener("focusin", elsewhere);
    };
  }, [open]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  return (
    <div ref={box} className="relative shrink-0">
      <button
        ref={button}
        type="button"
        title={label}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="relative grid size-8 place-items-center rounded-lg text-muted transition-colors duration-100 hover:bg-sunk hover:text-ink"
      >
        <Glyph size={19}>
          <path d="M6 16v-5.5a6 6 0 0 1 12 0V16l1.5 2h-15zM10 20.5a2.2 2.2 0 0 0 4 0" />
        </Glyph>
        {unread > 0 && (
          <span
            aria-hidden="true"
            className="absolute -top-0.5 -right-1 min-w-[17px] rounded-full bg-accent-fill px-1 text-center text-[10.5px] leading-[17px] font-[650] text-white tabular-nums"
          >
            {unread > MOST ? `${MOST}+` : unread}
          </span>
        )}
      </button>
      {open && <NewsPopover news={news} unread={unread} onClose={close} onLeave={() => setOpen(false)} />}
    </div>
  );
}
