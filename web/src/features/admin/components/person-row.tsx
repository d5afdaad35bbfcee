/** One account: who it is, what it is for, what it stores, and what can be done about it. */
import { useState } from "react";

import { Avatar } from "@/components/avatar";
import { Chip } from "@/components/chip";
import { Icon } from "@/components/icon";
import type { MenuItem } from "@/components/menu/entries";
import { Menu } from "@/components/menu/menu";
import { QuietSelect } from "@/components/quiet-select";
import { TimeAgo } from "@/components/time-ago";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { PersonListed, Role } from "@/lib/api-types";
import { formatBytes } from "@/lib/format";
import { useNavigate } from "@/lib/router/use-router";
import { adminWords } from "@/words/admin";
import { commonWords } from "@/words/common";

import { useChangePerson } from "../api/people";
import { pathOf } from "../parts";
import { roleOptions } from "../roles";
import { DisableDialog } from "./disable-dialog";
import { QuotaDialog } from "./quota-dialog";
import { TransferDialog } from "./transfer-dialog";

type Opened = "quota" | "transfer" | "disable" | null;

export function PersonRow({ person, isMe }: { person: PersonListed; isMe: boolean }) {
  const [opened, setOpened] = useState<Opened>(null);
  const changing = useChangePerson(person.id);
  const close = () => setOpened(null);
  const refused = (error: unknown) => showToast(adminWords.notChanged(describeError(error)), "trouble");

  function give(role: Role): void {
    changing.mutate(
      { role },
      { onError: refused, onSuccess: () => showToast(adminWords.roleGiven(person.name, adminWords.roles[role])) },
    );
  }

  function open(): void {
    changing.mutate({ disabled: false }, { onError: refused, onSuccess: () => showToast(adminWords.enabledDone(person.name)) });
  }

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2.5">
      <Avatar person={person} size={32} className={person.disabled_at === null ? "" : "opacity-50"} />
      <div className="min-w-0 flex-1 basis-44">
        <p className="flex items-center gap-2">
          <span className="truncate font-[550]">{isMe ? `${person.name} (${commonWords.you})` : person.name}</span>
          {person.disabled_at !== null && <Chip tone="failed">{adminWords.shut}</Chip>}
        </p>
        <p className="truncate text-[12.5px] text-muted" title={person.email}>
          {person.email}
        </p>
      </div>
      <Stores person={person} />
      <div className="ml-auto flex items-center gap-1">
        <QuietSelect label={adminWords.roleOf(person.name)} value={person.role} options={roleOptions()} busy={changing.isPending} onChange={give} />
        <More person={person} onOpen={setOpened} onEnable={open} />
      </div>
      {opened === "quota" && <QuotaDialog person={person} onClose={close} />}
      {opened === "transfer" && <TransferDialog person={person} onClose={close} />}
      {opened === "disable" && <DisableDialog person={person} onClose={close} />}
    </li>
  );
}

function Stores({ person }: { person: PersonListed }) {
  return (
    <p className="num basis-40 text-[12.5px] text-muted max-sm:basis-full max-sm:pl-11">
      {adminWords.storedBy(formatBytes(person.stored), adminWords.recordings(person.videos))}
      {person.quota_bytes !== null && person.quota_bytes > 0 && ` ${adminWords.quotaIs(formatBytes(person.quota_bytes))}`}
      <span className="block max-sm:inline max-sm:before:content-['_·_']">
        {person.last_seen_at === null ? (
          adminWords.neverSeen
        ) : (
          <>
            {adminWords.seen} <TimeAgo iso={person.last_seen_at} style="long" />
          </>
        )}
      </span>
    </p>
  );
}

interface MoreProps {
  person: PersonListed;
  onOpen: (what: Opened) => void;
  onEnable: () => void;
}

function More({ person, onOpen, onEnable }: MoreProps) {
  const navigate = useNavigate();
  const shutting: MenuItem =
    person.disabled_at === null
      ? { label: adminWords.disable, icon: "lock", danger: true, onSelect: () => onOpen("disable") }
      : { label: adminWords.enable, icon: "check", onSelect: onEnable };
  const items: MenuItem[] = [
    { label: adminWords.whatTheyDid, icon: "steps", onSelect: () => void navigate(pathOf("log", person.email)) },
    { label: adminWords.setQuota, icon: "cloud", onSelect: () => onOpen("quota") },
    { label: adminWords.transfer, icon: "people", onSelect: () => onOpen("transfer") },
    shutting,
  ];
  return (
    <Menu
      label={adminWords.moreAbout(person.name)}
      items={items}
      buttonClassName="grid size-9 place-items-center rounded-lg text-muted hover:bg-sunk hover:text-ink"
    >
      <Icon name="more" />
    </Menu>
  );
}
