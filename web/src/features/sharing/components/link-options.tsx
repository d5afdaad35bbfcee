/** What a link asks for and how long it lasts, as chips that say what they do. */
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Share, ShareChange } from "@/lib/api-types";
import { formatClock, formatDay } from "@/lib/format";
import { sharingWords } from "@/words/sharing";

import type { useChangeLink } from "../api/change-sharing";
import { OptionChip } from "./option-chip";
import { LimitForm, PasswordForm, SitesForm, UntilForm } from "./option-forms";

/** Which of a link's options stands open. */
export type Opened = "password" | "until" | "limit" | "embed" | "qr" | "end" | null;

interface LinkOptionsProps {
  link: Share;
  changing: ReturnType<typeof useChangeLink>;
  opened: Opened;
  onOpen: (opened: Opened) => void;
  /** Seconds. */
  position: number;
  fromHere: boolean;
  onFromHere: (fromHere: boolean) => void;
}

export function LinkOptions({ link, changing, opened, onOpen, position, fromHere, onFromHere }: LinkOptionsProps) {
  function change(wanted: ShareChange): void {
    changing.mutate(wanted, {
      onSuccess: () => onOpen(null),
      onError: (error) => showToast(sharingWords.notChanged(describeError(error)), "trouble"),
    });
  }

  const opens = (what: Opened) => ({ expanded: opened === what, onPress: () => onOpen(opened === what ? null : what) });
  const forms = { busy: changing.isPending, onChange: change };
  const { expires_at: end, max_views: most } = link;
  return (
    <>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <OptionChip icon="lock" on={link.has_password} {...opens("password")}>
          {sharingWords.password}
        </OptionChip>
        <OptionChip icon="clock" on={end !== null} {...opens("until")}>
          {end === null ? sharingWords.until : sharingWords.untilDay(formatDay(end))}
        </OptionChip>
        <OptionChip
          icon="download"
          on={link.downloads}
          busy={changing.isPending}
          onPress={() => change({ downloads: !link.downloads })}
        >
          {link.downloads ? sharingWords.downloads : sharingWords.noDownloads}
        </OptionChip>
        <OptionChip icon="play" on={fromHere} onPress={() => onFromHere(!fromHere)}>
          {sharingWords.startAt(formatClock(position))}
        </OptionChip>
        <OptionChip
          icon="mail"
          on={link.needs_email}
          busy={changing.isPending}
          onPress={() => change({ needs_email: !link.needs_email })}
        >
          {sharingWords.askEmail}
        </OptionChip>
        <OptionChip icon="people" on={most !== null} {...opens("limit")}>
          {most === null ? sharingWords.viewLimit : sharingWords.viewsLeft(link.views, most)}
        </OptionChip>
        <OptionChip icon="code" on={opened === "embed"} {...opens("embed")}>
          {sharingWords.embed}
        </OptionChip>
        <OptionChip icon="qr" on={opened === "qr"} {...opens("qr")}>
          {sharingWords.qr}
        </OptionChip>
        <OptionChip icon="trash" on={false} {...opens("end")}>
          {sharingWords.endLink}
        </OptionChip>
      </div>
      {opened === "password" && <PasswordForm isSet={link.has_password} {...forms} />}
      {opened === "until" && <UntilForm end={end} {...forms} />}
      {opened === "embed" && <SitesForm sites={link.embed_domains} {...forms} />}
      {opened === "limit" && <LimitForm most={most} {...forms} />}
    </>
  );
}
