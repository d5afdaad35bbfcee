/** / : the library, with its search and filter in the address. */
import { Link, useSearchParams } from "react-router";

import { buttonStyle } from "@/components/button-style";
import { LibraryView } from "@/features/library/components/library-view";
import { StatusFilter } from "@/features/library/components/status-filter";
import { statusFrom } from "@/features/library/status-choices";
import type { VideoStatus } from "@/lib/api-types";
import { useDocumentTitle } from "@/lib/use-document-title";

import { SearchBox } from "../shell/search-box";
import { SideLayout } from "../shell/side-layout";
import { useSignIn } from "../sign-in-context";
import { LeftBehind } from "./left-behind";

export function LibraryRoute() {
  const { user } = useSignIn();
  const [params, setParams] = useSearchParams();
  const q = params.get("q") ?? "";
  const status = statusFrom(params.get("status"));
  useDocumentTitle(q === "" ? "Library" : `“${q}”`);

  function setStatus(next: VideoStatus | null): void {
    setParams((before) => {
      if (next === null) before.delete("status");
      else before.set("status", next);
      return before;
    });
  }

  return (
    <SideLayout id="library">
        <div className="mb-4 md:hidden">
          <SearchBox />
        </div>
        <div className="mb-[22px] flex flex-wrap items-center justify-between gap-3">
          <h1 className="min-w-0 truncate text-[22px] font-[650] tracking-[-0.02em]">
            {q === "" ? "Library" : `Titles with “${q}”`}
          </h1>
          <StatusFilter status={status} onChange={setStatus} />
        </div>
        <LeftBehind userId={user.id} className="mb-[22px]" />
        <LibraryView
          filter={{ q, status }}
          userId={user.id}
          onClearFilter={() => setParams({})}
          recordLink={
            <Link to="/record" className={buttonStyle("record")}>
              <span aria-hidden="true" className="size-[9px] rounded-full bg-current" />
              Record
            </Link>
          }
        />
    </SideLayout>
  );
}
