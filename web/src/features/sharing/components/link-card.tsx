/** One link: its address, who may do what with it, its options, and its end. */
import { lazy, Suspense, useEffect, useState } from "react";

import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { QuietSelect } from "@/components/quiet-select";
import { SteadyLabel } from "@/components/steady-label";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Share } from "@/lib/api-types";
import { copyText } from "@/lib/copy-text";
import { commonWords } from "@/words/common";
import { sharingWords } from "@/words/sharing";

import { useChangeLink, useEndLink } from "../api/change-sharing";
import { linkRights } from "../rights";
import { startingAt } from "../starting-at";
import { EmbedCode } from "./embed-code";
import { LinkOptions, type Opened } from "./link-options";

const QrCode = lazy(async () => ({ default: (await import("./qr-code")).QrCode }));

interface LinkCardProps {
  videoId: string;
  link: Share;
  title: string;
  /** Seconds. */
  position: number;
}

export function LinkCard({ videoId, link, title, position }: LinkCardProps) {
  const [opened, setOpened] = useState<Opened>(null);
  const [fromHere, setFromHere] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2200);
    return () => clearTimeout(timer);
  }, [copied]);
  const changing = useChangeLink(videoId, link.id);

  // What it was made with was replaced on the server since: it opens, and nobody can tell its address any more.
  const url = link.url !== null && fromHere ? startingAt(link.url, position) : link.url;

  async function copy(url: string): Promise<void> {
    if (await copyText(url)) {
      setCopied(true);
      showToast(commonWords.copied[link.visibility]);
    } else {
      showToast(commonWords.copyBlocked(url), "trouble");
    }
  }

  return (
    <li>
      <div className="flex flex-wrap items-center gap-x-2.5">
        <span className="grid size-7 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">
          <Icon name="link" size={16} />
        </span>
        <span className="min-w-0 flex-1 basis-32">
          <span className="block font-[550]">{sharingWords.visibility[link.visibility]}</span>
          <span className="num block text-[12.5px] text-muted">
            {link.views === 0 ? sharingWords.noViews : sharingWords.views(link.views)}
          </span>
        </span>
        <QuietSelect
          label={sharingWords.linkRight}
          value={link.right}
          options={linkRights()}
          busy={changing.isPending}
          onChange={(right) =>
            changing.mutate({ right }, { onError: (error) => showToast(sharingWords.notChanged(describeError(error)), "trouble") })
          }
        />
      </div>
      {url === null ? (
        <p className="mt-1.5 text-[12.5px] text-muted">{sharingWords.addressUnknown}</p>
      ) : (
      <div className="mt-1.5 flex gap-2">
        <input
          readOnly
          value={url}
          aria-label={sharingWords.link}
          onFocus={(event) => event.currentTarget.select()}
          className="num h-[38px] min-w-0 flex-1 truncate rounded-control border border-line bg-sunk text-ink px-3 text-[13px]"
        />
        <Button kind="primary" icon={copied ? "check" : "link"} onClick={() => void copy(url)}>
          <span aria-live="polite">
            <SteadyLabel
              all={[commonWords.copyLink, commonWords.linkCopied]}
              now={copied ? commonWords.linkCopied : commonWords.copyLink}
            />
          </span>
        </Button>
      </div>
      )}
      <LinkOptions
        link={link}
        changing={changing}
        opened={opened}
        onOpen={setOpened}
        position={position}
        fromHere={fromHere}
        onFromHere={setFromHere}
      />
      {opened === "embed" && url !== null && <EmbedCode url={url} title={title} />}
      {opened === "qr" && url !== null && (
        <Suspense>
          <QrCode text={url} />
        </Suspense>
      )}
      {opened === "end" && <EndLink videoId={videoId} shareId={link.id} onKeep={() => setOpened(null)} />}
    </li>
  );
}

function EndLink({ videoId, shareId, onKeep }: { videoId: string; shareId: string; onKeep: () => void }) {
  const ending = useEndLink(videoId);
  return (
    <div className="mt-3 rounded-card border border-rec/30 bg-rec-soft p-3 text-rec-text">
      <p>{sharingWords.endLinkAsk}</p>
      <div className="mt-2.5 flex gap-2">
        <Button size="small" onClick={onKeep}>
          {commonWords.keepIt}
        </Button>
        <Button
          size="small"
          kind="danger"
          busy={ending.isPending}
          onClick={() =>
            ending.mutate(shareId, {
              onSuccess: () => showToast(sharingWords.linkEnded),
              onError: (error) => showToast(sharingWords.notChanged(describeError(error)), "trouble"),
            })
          }
        >
          {sharingWords.endLink}
        </Button>
      </div>
    </div>
  );
}
