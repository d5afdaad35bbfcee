/** An address that leads nowhere. */
import { Link } from "react-router";

import { buttonStyle } from "@/components/button-style";
import { useDocumentTitle } from "@/lib/use-document-title";

import { PageMessage } from "../shell/page-message";

export function NotFoundRoute() {
  useDocumentTitle("Not found");
  return (
    <PageMessage
      icon="search"
      title="There is no such page"
      action={
        <Link to="/" className={buttonStyle("primary")}>
          Go to your library
        </Link>
      }
    >
      The address may be mistyped, or the page has moved.
    </PageMessage>
  );
}
