/** ⌘K: finds a moment as one types. Arrows choose, Enter opens, Escape closes; the rest is the search page's. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";

import { Icon } from "@/components/icon";
import { ShortcutKey } from "@/components/shortcut-key";
import { commonWords } from "@/words/common";
import { searchWords } from "@/words/search";

import { isSearchable, LONGEST, searchQuery } from "../api/get-search";
import { entriesOf, type Entry } from "../entries";
import { keepInView } from "../keep-in-view";
import { useSettled } from "../use-settled";
import { PaletteResults } from "./palette-results";

interface PaletteProps {
  onClose: () => void;
  /** To a hit, or to all of them. */
  onOpen: (address: string, plays: boolean) => void;
}

/** Mounted means open. */
export function Palette({ onClose, onOpen }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const q = useSettled(text.trim());
  const found = useInfiniteQuery(searchQuery({ q, source: null, scope: null }));
  const page = isSearchable(q) ? found.data?.pages[0] : undefined;
  const entries = page ? entriesOf(page, q) : [];
  const current = Math.min(chosen, Math.max(0, entries.length - 1));

  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);

  useEffect(() => {
    const list = document.getElementById(listId);
    const option = document.getElementById(`${listId}-${current}`);
    if (list && option) keepInView(list, option);
  }, [listId, current]);

  function open(entry: Entry | undefined): void {
    if (!entry) return;
    onOpen(entry.address, entry.hit !== null);
    onClose();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      setChosen((current + step + entries.length) % entries.length);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      open(entries[current]);
    }
  }

  return (
    <dialog
      ref={dialog}
      aria-label={searchWords.searchAll}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="mx-auto mt-[10dvh] mb-auto w-[calc(100vw-32px)] max-w-[680px] animate-rise overflow-hidden rounded-2xl border border-line bg-panel p-0 text-ink shadow-float max-sm:mt-0 max-sm:h-dvh max-sm:max-h-dvh max-sm:w-full max-sm:max-w-full max-sm:rounded-none"
    >
      <div className="flex max-h-[76dvh] flex-col max-sm:h-full max-sm:max-h-full">
        <div className="flex items-center gap-2.5 border-b border-line px-4">
          <Icon name="search" className="shrink-0 text-faint" />
          <input
            // The dialog is here to be typed into.
            autoFocus
            type="text"
            role="combobox"
            aria-expanded={entries.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={entries.length > 0 ? `${listId}-${current}` : undefined}
            aria-label={searchWords.searchAll}
            placeholder={searchWords.placeholder}
            maxLength={LONGEST}
            enterKeyHint="go"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
            className="h-14 min-w-0 flex-1 bg-transparent text-[16px] placeholder:text-faint focus:outline-none"
          />
          <button
            type="button"
            onClick={onClose}
            className="rounded-md px-1.5 py-1 text-[12.5px] text-muted hover:bg-sunk hover:text-ink"
          >
            {commonWords.close}
          </button>
        </div>
        <PaletteResults
          listId={listId}
          q={q}
          page={page}
          pending={isSearchable(q) && found.isPending}
          error={found.error}
          entries={entries}
          current={current}
          onChoose={setChosen}
          onOpen={open}
        />
        {entries.length > 0 && (
          <div aria-hidden="true" className="flex gap-4 border-t border-line px-4 py-2 text-[12px] text-muted max-sm:hidden">
            <span>
              <ShortcutKey>↑</ShortcutKey> <ShortcutKey>↓</ShortcutKey> {searchWords.choose}
            </span>
            <span>
              <ShortcutKey>↵</ShortcutKey> {searchWords.open}
            </span>
          </div>
        )}
      </div>
    </dialog>
  );
}
