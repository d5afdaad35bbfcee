/** What is typed for a link's options: a password, a last day, a number of views. */
import type { ReactNode, SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import type { ShareChange } from "@/lib/api-types";
import { commonWords } from "@/words/common";
import { sharingWords } from "@/words/sharing";

import { endOfDay, localDay } from "../last-day";

interface FormProps {
  busy: boolean;
  onChange: (change: ShareChange) => void;
}

export function PasswordForm({ isSet, busy, onChange }: FormProps & { isSet: boolean }) {
  return (
    <OptionForm
      busy={busy}
      set={sharingWords.setPassword}
      clear={isSet ? sharingWords.removePassword : null}
      onSet={(typed) => onChange({ password: typed })}
      onClear={() => onChange({ password: null })}
    >
      <Field
        label={sharingWords.newPassword}
        hint={sharingWords.passwordHint}
        name="typed"
        type="text"
        autoComplete="off"
        spellCheck={false}
        autoFocus
        required
        maxLength={128}
      />
    </OptionForm>
  );
}

export function UntilForm({ end, busy, onChange }: FormProps & { end: string | null }) {
  return (
    <OptionForm
      busy={busy}
      set={commonWords.save}
      clear={end === null ? null : sharingWords.forEver}
      onSet={(day) => onChange({ expires_at: endOfDay(day).toISOString() })}
      onClear={() => onChange({ expires_at: null })}
    >
      <Field
        label={sharingWords.lastDay}
        name="typed"
        type="date"
        autoFocus
        required
        min={localDay(new Date())}
        defaultValue={end === null ? undefined : localDay(new Date(end))}
      />
    </OptionForm>
  );
}

export function LimitForm({ most, busy, onChange }: FormProps & { most: number | null }) {
  return (
    <OptionForm
      busy={busy}
      set={sharingWords.setLimit}
      clear={most === null ? null : sharingWords.noLimit}
      onSet={(typed) => onChange({ max_views: Number(typed) })}
      onClear={() => onChange({ max_views: null })}
    >
      <Field
        label={sharingWords.mostViews}
        name="typed"
        type="number"
        inputMode="numeric"
        autoFocus
        required
        min={1}
        max={1_000_000}
        defaultValue={most ?? undefined}
      />
    </OptionForm>
  );
}

/** Sites that may frame the player; none typed: as the workspace has it. */
export function SitesForm({ sites, busy, onChange }: FormProps & { sites: readonly string[] | null }) {
  return (
    <OptionForm
      busy={busy}
      set={commonWords.save}
      clear={sites === null ? null : sharingWords.sitesAsUsual}
      onSet={(typed) => onChange({ embed_domains: typed.split(/[\s,]+/).filter(Boolean) })}
      onClear={() => onChange({ embed_domains: null })}
    >
      <Field
        label={sharingWords.sites}
        hint={sharingWords.sitesHint}
        name="typed"
        type="text"
        autoComplete="off"
        spellCheck={false}
        required
        maxLength={2000}
        defaultValue={sites?.join(" ")}
      />
    </OptionForm>
  );
}

interface OptionFormProps {
  busy: boolean;
  set: string;
  /** Null where there is nothing to take back. */
  clear: string | null;
  onSet: (typed: string) => void;
  onClear: () => void;
  children: ReactNode;
}

function OptionForm({ busy, set, clear, onSet, onClear, children }: OptionFormProps) {
  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("typed");
    if (typeof typed === "string" && !busy) onSet(typed);
  }

  return (
    <form onSubmit={submit} className="mt-3 rounded-card border border-line p-3">
      {children}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" kind="primary" size="small" busy={busy}>
          {set}
        </Button>
        {clear !== null && (
          <Button size="small" busy={busy} onClick={onClear}>
            {clear}
          </Button>
        )}
      </div>
    </form>
  );
}
