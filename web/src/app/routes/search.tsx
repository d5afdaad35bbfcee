/** /search : what was shown and said, in all one may see; the words and what narrows them are in the address. */
import { useEffect, useState } from "react";

import { Icon } from "@/components/icon";
import { QuietSelect } from "@/components/quiet-select";
import { MoreVideos } from "@/features/library/components/more-videos";
import { LONGEST } from "@/features/search/api/get-search";
import { chosen, searchScopes, sources } from "@/features/search/choices";
import { SearchResults } from "@/features/search/components/search-results";
import { useSettled } from "@/features/search/use-settled";
import { useNavigate, useSearchParams } from "@/lib/router/use-router";
import { useDocumentTitle } from "@/lib/use-document-title";
import { searchWords } from "@/words/search";

import { SideLayout } from "../shell/side-layout";

export function SearchRoute() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const inUrl = params.get("q") ?? "";
  const [text, setText] = useState(inUrl);
  const [seenInUrl, setSeenInUrl] = useState(inUrl);
  const settled = useSettled(text.trim());
  const source = chosen(sources(), params.get("source"));
  const scope = chosen(searchScopes(), params.get("scope"));
  useDocumentTitle(inUrl === "" ? searchWords.search : searchWords.quoted(inUrl));

  // The address changed by other means (Back, the palette): it wins over the field.
  if (inUrl !== seenInUrl) {
    setSeenInUrl(inUrl);
    if (inUrl !== text.trim()) setText(inUrl);
  }

  useEffect(() => {
    // What is typed is no entry of the history by itself.
    if (settled === text.trim() && settled !== inUrl) change("q", settled);
  });

  function change(name: string, value: string): void {
    const next = new URLSearchParams(params);
    if (value === "") next.delete(name);
    else next.set(name, value);
    void navigate({ pathname: "/search", search: next.toString() }, { replace: true });
  }

  return (
    <SideLayout id="search">
      <h1 className="sr-only">{inUrl === "" ? searchWords.search : searchWords.quoted(inUrl)}</h1>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          change("q", text.trim());
        }}
        className="relative flex max-w-[860px] items-center"
      >
        <Icon name="search" className="pointer-events-none absolute left-3.5 text-faint" />
        <input
          type="search"
          autoFocus={inUrl === ""}
          value={text}
          maxLength={LONGEST}
          onChange={(event) => setText(event.target.value)}
          placeholder={searchWords.placeholder}
          aria-label={searchWords.searchAll}
          className="h-11 w-full rounded-control border border-line bg-panel pr-3.5 pl-10 text-[15px] placeholder:text-faint focus:border-accent focus:outline-none"
        />
      </form>
      <div className="mt-2 mb-5 flex flex-wrap gap-1">
        <QuietSelect label={searchWords.where} value={source ?? ""} options={sources()} onChange={(value) => change("source", value)} />
        <QuietSelect label={searchWords.whose} value={scope ?? ""} options={searchScopes()} onChange={(value) => change("scope", value)} />
      </div>
      <SearchResults filter={{ q: inUrl, source, scope }} more={(state) => <MoreVideos {...state} />} />
    </SideLayout>
  );
}
