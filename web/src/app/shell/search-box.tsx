/** Narrows the library to titles, as one types. */
import { useRef, useState, type SyntheticEvent } from "react";

import { Icon } from "@/components/icon";
import { useLocation, useNavigate, useSearchParams } from "@/lib/router/use-router";
import { shellWords } from "@/words/shell";

const SETTLE_MS = 250;

export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const inUrl = pathname === "/" ? (params.get("q") ?? "") : "";
  const [text, setText] = useState(inUrl);
  const [seenInUrl, setSeenInUrl] = useState(inUrl);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // The URL changed by other means (Back, a cleared search): it wins over the field.
  if (inUrl !== seenInUrl) {
    setSeenInUrl(inUrl);
    if (inUrl !== text.trim()) setText(inUrl);
  }

  function search(query: string): void {
    clearTimeout(timer.current);
    const next = new URLSearchParams(pathname === "/" ? params : {});
    if (query.trim() === "") next.delete("q");
    else next.set("q", query.trim());
    void navigate({ pathname: "/", search: next.toString() }, { replace: pathname === "/" });
  }

  function onType(query: string): void {
    setText(query);
    clearTimeout(timer.current);
    if (pathname === "/") timer.current = setTimeout(() => search(query), SETTLE_MS);
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    search(text);
  }

  return (
    <form role="search" onSubmit={submit} className="relative flex w-full items-center">
      <Icon name="search" className="pointer-events-none absolute left-3 text-faint" />
      <input
        ref={input}
        type="search"
        value={text}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (text === "") input.current?.blur();
          else onType("");
        }}
        placeholder={shellWords.searchTitles}
        aria-label={shellWords.searchTitles}
        className="h-[38px] w-full rounded-control border border-transparent bg-sunk text-ink pr-9 pl-10 placeholder:text-faint hover:border-line focus:border-accent focus:bg-panel focus:outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== "" && (
        <button
          type="button"
          aria-label={shellWords.clearSearch}
          onClick={() => {
            setText("");
            search("");
            input.current?.focus();
          }}
          className="absolute right-2 grid size-6 place-items-center rounded-md text-faint hover:bg-line hover:text-ink"
        >
          <Icon name="close" size={14} />
        </button>
      )}
    </form>
  );
}
