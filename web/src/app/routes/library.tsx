/** / : the library, with its search and filter in the address. */

import { buttonStyle } from "@/components/button-style";
import { LibraryView } from "@/features/library/components/library-view";
import { ScopeTabs } from "@/features/library/components/scope-tabs";
import { StatusFilter } from "@/features/library/components/status-filter";
import { scopeFrom } from "@/features/library/scopes";
import { statusFrom } from "@/features/library/status-choices";
import type { VideoStatus } from "@/lib/api-types";
import { Link } from "@/lib/router/link";
import { useSearchParams } from "@/lib/router/use-router";
import { useDocumentTitle } from "@/lib/use-document-title";
import { commonWords } from "@/words/common";
import { libraryWords } from "@/words/library";

import { SearchBox } from "../shell/search-box";
import { SideLayout } from "../shell/side-layout";
import { useSignIn } from "../sign-in-context";

export function LibraryRoute() {
  const { user } = useSignIn();
  const [params, setParams] = useSearchParams();
  const q = params.get("q") ?? "";
  const status = statusFrom(params.get("status"));
  const scope = scopeFrom(params.get("scope"));
  useDocumentTitle(q === "" ? commonWords.library : libraryWords.quoted(q));

  function setStatus(next: VideoStatus | null): void {
    setParams((before) => {
      if (next === null) before.delete("status");
      else before.set("status", next);
      return before;
    });
  }

  return (
    <SideLayout id="library">
        <div className="mb-[22px] flex flex-wrap items-center justify-between gap-3">
          <h1 className="min-w-0 truncate text-[22px] font-[650] tracking-[-0.02em]">
            {q === "" ? commonWords.library : libraryWords.titlesWith(q)}
          </h1>
          <div className="flex flex-wrap items-center gap-2 max-md:w-full">
            <div className="w-[230px] max-md:flex-1">
              <SearchBox />
            </div>
            <StatusFilter status={status} onChange={setStatus} />
          </div>
        </div>
        <ScopeTabs scope={scope} />
        <LibraryView
          filter={{ q, status, scope }}
          userId={user.id}
          onClearFilter={() => setParams(() => new URLSearchParams(scope === "mine" ? {} : { scope }))}
          recordLink={
            <Link to="/record" className={buttonStyle("record")}>
              <span aria-hidden="true" className="size-[9px] rounded-full bg-current" />
              {commonWords.record}
            </Link>
          }
        />
    </SideLayout>
  );
}
