/** The tab's title while a page is open. */
import { useEffect } from "react";

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "VideoFlow" : `${title} · VideoFlow`;
  }, [title]);
}
