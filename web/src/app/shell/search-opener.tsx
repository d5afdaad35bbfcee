/** Opens the search over everything: ⌘K or Ctrl K, a press of what looks like its field, or of a button on a phone. */
import { Suspense, useEffect, useState } from "react";

import { Icon } from "@/components/icon";
import { lazily } from "@/components/lazily";
import { ShortcutKey } from "@/components/shortcut-key";
import { PLAY_AT_ONCE } from "@/lib/play-at-once";
import { useNavigate } from "@/lib/router/use-router";
import { shellWords } from "@/words/shell";

const Palette = lazily(async () => (await import("@/features/search/components/palette")).Palette);
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function SearchOpener() {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      // Over a dialog that asks something it would hide the question.
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={shellWords.searchAll}
        onClick={() => setOpen(true)}
        className="flex h-[38px] items-center gap-2.5 rounded-control text-faint max-md:size-10 max-md:justify-center max-md:justify-self-end max-md:text-muted md:mx-auto md:w-full md:max-w-[520px] md:border md:border-transparent md:bg-sunk md:px-3 md:hover:border-line"
      >
        <Icon name="search" />
        <span className="flex-1 truncate text-left max-md:hidden">{shellWords.searchAll}</span>
        <span aria-hidden="true" className="max-md:hidden">
          <ShortcutKey>{IS_MAC ? "⌘K" : shellWords.searchKeys}</ShortcutKey>
        </span>
      </button>
      {open && (
        <Suspense>
          <Palette
            onClose={() => setOpen(false)}
            onOpen={(address, plays) => void navigate(address, plays ? { state: PLAY_AT_ONCE } : {})}
          />
        </Suspense>
      )}
    </>
  );
}
