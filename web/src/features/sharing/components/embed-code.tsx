/** Code that shows the video on another page. */
import { useState } from "react";

import { Button } from "@/components/button";
import { SteadyLabel } from "@/components/steady-label";
import { showToast } from "@/components/toast-store";
import { copyText } from "@/lib/copy-text";
import { commonWords } from "@/words/common";
import { sharingWords } from "@/words/sharing";

import { embedCode } from "../embed-code";

export function EmbedCode({ url, title }: { url: string; title: string }) {
  const [copied, setCopied] = useState(false);
  const code = embedCode(url, title);

  async function copy(): Promise<void> {
    if (await copyText(code)) setCopied(true);
    else showToast(commonWords.copyBlocked(code), "trouble");
  }

  return (
    <div className="mt-3">
      <textarea
        readOnly
        rows={3}
        value={code}
        aria-label={sharingWords.embedCode}
        onFocus={(event) => event.currentTarget.select()}
        className="w-full resize-none rounded-control border border-line bg-sunk text-ink p-2.5 font-mono text-[12px]"
      />
      <Button size="small" icon={copied ? "check" : "link"} onClick={() => void copy()}>
        <SteadyLabel all={[sharingWords.copyCode, sharingWords.codeCopied]} now={copied ? sharingWords.codeCopied : sharingWords.copyCode} />
      </Button>
    </div>
  );
}
