/** A field for a few words inside a thread. Enter sends, Shift with Enter makes a new line, Escape leaves it. */
import { useState, type KeyboardEvent, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { commonWords } from "@/words/common";
import { sharingWords } from "@/words/sharing";
import { threadWords } from "@/words/threads";

import { MAX_COMMENT_LENGTH } from "../api/say";
import { findGuestName, keepGuestName } from "../guest-name";

interface LineBoxProps {
  label: string;
  send: string;
  /** What stands there at first. */
  text: string;
  /** Whether a name is asked for, as guests have none here. */
  asksName: boolean;
  busy: boolean;
  /** Why it was not sent. */
  trouble: string | null;
  onSend: (text: string, name: string) => void;
  onCancel: () => void;
}

const FIELD = "w-full rounded-control border border-line-strong bg-panel px-2.5 text-ink placeholder:text-faint focus-visible:border-accent focus-visible:outline-offset-0";

export function LineBox({ label, send, text: before, asksName, busy, trouble, onSend, onCancel }: LineBoxProps) {
  const [text, setText] = useState(before);
  const [name, setName] = useState(findGuestName);
  const empty = text.trim() === "" || (asksName && name.trim() === "");

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (empty || busy) return;
    if (asksName) keepGuestName(name.trim());
    onSend(text.trim(), name.trim());
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === "Escape") onCancel();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <form onSubmit={submit} className="mt-2 flex flex-col gap-2">
      <textarea
        autoFocus
        rows={1}
        value={text}
        maxLength={MAX_COMMENT_LENGTH}
        readOnly={busy}
        aria-label={label}
        placeholder={label}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className={`${FIELD} field-sizing-content max-h-40 min-h-9 resize-none py-1.5`}
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        {asksName && (
          <input
            value={name}
            required
            maxLength={80}
            autoComplete="name"
            aria-label={sharingWords.yourName}
            placeholder={sharingWords.yourName}
            onChange={(event) => setName(event.target.value)}
            className={`${FIELD} h-[30px] flex-1 basis-28`}
          />
        )}
        <Button size="small" onClick={onCancel}>
          {commonWords.cancel}
        </Button>
        <Button type="submit" size="small" kind="primary" disabled={empty} busy={busy}>
          {send}
        </Button>
      </div>
      {trouble !== null && (
        <p role="alert" className="text-[13px] text-rec-text">
          {threadWords.notSaved(trouble)}
        </p>
      )}
    </form>
  );
}
