/** This browser, or this address, cannot record: what would. */

import { Brand } from "@/components/brand";
import { buttonStyle } from "@/components/button-style";
import { Icon } from "@/components/icon";
import { Link } from "@/lib/router/link";
import { problemOfBrowser } from "@/recording/run/problems";
import { recorderWords } from "@/words/recorder";

import { StagePage } from "./stage-page";

export function CannotRecord() {
  const { title, advice } = problemOfBrowser(window.isSecureContext);
  return (
    <StagePage>
      <header className="px-3.5 py-4 sm:px-[22px]">
        <Brand />
      </header>
      <div className="grid place-items-center p-5 text-center">
        <div className="flex max-w-[420px] flex-col items-center gap-3">
          <Icon name="alert" size={28} className="text-warn" />
          <h1 className="text-[22px] font-[650] tracking-[-0.02em]">{title}</h1>
          <p className="text-muted">{advice}</p>
          <Link to="/" className={`mt-3 ${buttonStyle()}`}>
            {recorderWords.backToLibrary}
          </Link>
        </div>
      </div>
    </StagePage>
  );
}
