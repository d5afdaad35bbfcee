/** Everything one has, as a zip: asked for, packed while one waits or not, saved. */
import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { Icon } from "@/components/icon";
import { Loaded } from "@/components/loaded";
import { Notice } from "@/components/notice";
import { ProgressBar } from "@/components/progress-bar";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { AccountExport } from "@/lib/api-types";
import { formatBytes, formatDay, formatPercent } from "@/lib/format";
import { accountWords } from "@/words/account";

import { exportQuery, isUnderWay, useAskForExport } from "../api/leaving";

export function ExportSection() {
  const found = useQuery(exportQuery);
  return <Loaded query={found}>{(data) => <Shown found={data} />}</Loaded>;
}

function Shown({ found }: { found: AccountExport }) {
  const asking = useAskForExport();
  const ask = () => asking.mutate(undefined, { onError: (error) => showToast(accountWords.notPacked(describeError(error)), "trouble") });
  if (isUnderWay(found)) return <Packing progress={found.progress} />;
  return (
    <div className="flex flex-col items-start gap-3">
      {found.state === "failed" && <Notice>{accountWords.packingFailed}</Notice>}
      {found.state === "done" && <Ready found={found} />}
      <Button busy={asking.isPending} onClick={ask}>
        {found.state === "done" ? accountWords.packAgain : accountWords.pack}
      </Button>
    </div>
  );
}

function Packing({ progress }: { progress: number }) {
  return (
    <div role="status" className="rounded-card border border-line bg-panel p-3.5">
      <p className="num mb-2">{accountWords.packing(formatPercent(progress))}</p>
      <ProgressBar value={progress} label={accountWords.data} className="rounded-full bg-sunk" />
      <p className="mt-2 text-[12.5px] text-muted">{accountWords.packingWhy}</p>
    </div>
  );
}

function Ready({ found }: { found: AccountExport }) {
  if (found.url === null) return null;
  return (
    <p className="flex w-full flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-line bg-panel p-3.5">
      <a href={found.url} download className={buttonStyle("primary")}>
        <Icon name="download" />
        {accountWords.saveData}
      </a>
      <span className="num text-[12.5px] text-muted">
        {found.size !== null && formatBytes(found.size)}
        {found.expires_at !== null && ` · ${accountWords.until(formatDay(found.expires_at))}`}
      </span>
    </p>
  );
}
