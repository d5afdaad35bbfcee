/** The recorder's top: brand, the safety line, the way out. */

import { Brand } from "@/components/brand";
import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { LogInAgain } from "@/components/log-in-again";
import { SafetyLine } from "@/components/safety-line";
import { Link } from "@/lib/router/link";
import type { SafetyWords } from "@/lib/safety-words";
import { workspace } from "@/lib/workspace";
import { commonWords } from "@/words/common";
import { recorderWords } from "@/words/recorder";

interface StageHeaderProps {
  words: SafetyWords;
  /** Nothing is sent until somebody logs in again. */
  signedOut: boolean;
  /** Null when there is nothing to discard: then the way out is the library. */
  onDiscard: (() => void) | null;
}

export function StageHeader({ words, signedOut, onDiscard }: StageHeaderProps) {
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2.5 px-3.5 py-3 sm:px-[22px] sm:py-4">
      {onDiscard === null ? (
        <Link to="/" aria-label={commonWords.home(workspace.name)} className="mr-auto rounded-lg">
          <Brand />
        </Link>
      ) : (
        <div className="mr-auto">
          <Brand />
        </div>
      )}
      <SafetyLine words={words} className="max-sm:order-last max-sm:w-full" />
      {signedOut && <LogInAgain />}
      {onDiscard === null ? (
        <Link to="/" className={buttonStyle("ghost")}>
          {commonWords.library}
        </Link>
      ) : (
        <Button kind="ghost" onClick={onDiscard}>
          {recorderWords.discard}
        </Button>
      )}
    </header>
  );
}
