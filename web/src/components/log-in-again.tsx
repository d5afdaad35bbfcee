/** The way back in from a page that must stay: another tab, after which the page goes on by itself. */
import { commonWords } from "@/words/common";

import { buttonStyle } from "./button-style";

export function LogInAgain() {
  return (
    <a href="/login" target="_blank" rel="noopener" className={buttonStyle("primary", "small")}>
      {commonWords.logInAgain}
    </a>
  );
}
