/** Invites somebody by their email. Where no mail can be sent, the link is shown this once. */
import { useRef, useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { SelectField } from "@/components/select-field";
import { showToast } from "@/components/toast-store";
import { ApiError, describeError, fieldProblems } from "@/lib/api-error";
import type { Role } from "@/lib/api-types";
import { copyText } from "@/lib/copy-text";
import { adminWords } from "@/words/admin";
import { commonWords } from "@/words/common";

import { useInvite } from "../api/people";
import { roleOptions } from "../roles";

export function InviteForm() {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const inviting = useInvite();
  const made = inviting.data;
  const problem = inviting.isError ? problemOf(inviting.error) : undefined;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (inviting.isPending) return;
    inviting.mutate(
      { email: email.trim(), role },
      {
        onSuccess: (invitation) => {
          setEmail("");
          if (invitation.url === null) showToast(adminWords.invited(invitation.email));
        },
      },
    );
  }

  return (
    <>
      <form onSubmit={submit} className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_180px_auto] sm:items-start">
        <Field
          label={adminWords.email}
          type="email"
          autoComplete="off"
          required
          maxLength={254}
          value={email}
          problem={problem}
          onChange={(event) => setEmail(event.target.value)}
        />
        <SelectField label={adminWords.role} value={role} options={roleOptions()} onChange={setRole} />
        <Button type="submit" kind="primary" busy={inviting.isPending} disabled={email.trim() === ""} className="sm:mt-[26px] max-sm:justify-self-start">
          {adminWords.sendInvitation}
        </Button>
      </form>
      {made?.url != null && <OnceShown email={made.email} url={made.url} onDone={() => inviting.reset()} />}
    </>
  );
}

function OnceShown({ email, url, onDone }: { email: string; url: string; onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null);

  async function copy(): Promise<void> {
    if (await copyText(url)) showToast(commonWords.linkCopied);
    else field.current?.select();
  }

  return (
    <div role="status" className="mt-4 rounded-card border border-accent bg-accent-soft p-4">
      <p className="font-[550] wrap-anywhere">{adminWords.shownOnce(email)}</p>
      <input
        ref={field}
        readOnly
        value={url}
        aria-label={adminWords.invitationLink}
        onFocus={(event) => event.currentTarget.select()}
        className="mt-2.5 h-10 w-full rounded-control border border-line bg-panel text-ink px-3 font-mono text-[13px]"
      />
      <div className="mt-3 flex gap-2">
        <Button kind="primary" icon="link" onClick={() => void copy()}>
          {adminWords.copyLink}
        </Button>
        <Button onClick={onDone}>{adminWords.done}</Button>
      </div>
    </div>
  );
}

function problemOf(error: unknown): string {
  return (error instanceof ApiError ? fieldProblems(error).email : undefined) ?? describeError(error);
}
