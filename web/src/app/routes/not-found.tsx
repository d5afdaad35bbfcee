/** An address that leads nowhere. */

import { buttonStyle } from "@/components/button-style";
import { Link } from "@/lib/router/link";
import { useDocumentTitle } from "@/lib/use-document-title";
import { commonWords } from "@/words/common";
import { shellWords } from "@/words/shell";

import { PageMessage } from "../shell/page-message";

export function NotFoundRoute() {
  useDocumentTitle(shellWords.notFound);
  return (
    <PageMessage
      icon="search"
      title={shellWords.noSuchPage}
      action={
        <Link to="/" className={buttonStyle("primary")}>
          {commonWords.goToLibrary}
        </Link>
      }
    >
      {shellWords.mistyped}
    </PageMessage>
  );
}
