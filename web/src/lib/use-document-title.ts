/** The tab's title while a page is open. */
import { useEffect } from "react";

import { workspace } from "./workspace";

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? workspace.name : `${title} · ${workspace.name}`;
  }, [title]);
}
