/** The bar on top: brand, search, record, the person. */
import { Suspense } from "react";

import { Brand } from "@/components/brand";
import { buttonStyle } from "@/components/button-style";
import { lazily } from "@/components/lazily";
import { UploadButton } from "@/features/upload/components/upload-button";
import { Link } from "@/lib/router/link";
import { workspace } from "@/lib/workspace";
import { commonWords } from "@/words/common";

import { AccountMenu } from "./account-menu";
import { SearchOpener } from "./search-opener";

const Bell = lazily(async () => (await import("@/features/bell/components/bell")).Bell);

export function Header() {
  return (
    <header className="print:hidden z-30 grid md:tall:sticky md:top-0 h-[60px] grid-cols-[minmax(0,auto)_1fr_auto] items-center gap-2.5 border-b border-line bg-panel px-3.5 md:grid-cols-[212px_1fr_auto] md:gap-4 md:px-5">
      <Link to="/" aria-label={commonWords.home(workspace.name)} className="max-w-full min-w-0 justify-self-start rounded-lg">
        <Brand compact />
      </Link>
      <SearchOpener />
      <div className="flex items-center gap-2.5 max-md:col-start-3 md:gap-3">
        <UploadButton />
        <Link to="/record" className={buttonStyle("record")}>
          <span aria-hidden="true" className="size-[9px] rounded-full bg-current" />
          {commonWords.record}
        </Link>
        <Suspense fallback={<span className="size-8 shrink-0" />}>
          <Bell />
        </Suspense>
        <AccountMenu />
      </div>
    </header>
  );
}
