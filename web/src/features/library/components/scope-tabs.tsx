/** Mine, shared with me, the workspace's, the trash: each has an address of its own. */
import { Link } from "@/lib/router/link";
import { libraryWords } from "@/words/library";

import { scopes, type Scope } from "../scopes";

export function ScopeTabs({ scope }: { scope: Scope }) {
  return (
    <nav aria-label={libraryWords.whose} className="-mx-4 mb-5 flex gap-1 overflow-x-auto border-b border-line px-4 md:-mx-8 md:px-8">
      {scopes().map((each) => (
        <Link
          key={each.scope}
          to={each.scope === "mine" ? "/" : `/?scope=${each.scope}`}
          aria-current={each.scope === scope ? "page" : undefined}
          className="-mb-px grid h-10 shrink-0 place-items-center border-b-2 border-transparent px-2.5 font-[550] whitespace-nowrap text-muted first:pl-0 hover:text-ink focus-visible:outline-offset-[-3px] aria-[current]:border-accent aria-[current]:text-ink"
        >
          {each.label}
        </Link>
      ))}
    </nav>
  );
}
