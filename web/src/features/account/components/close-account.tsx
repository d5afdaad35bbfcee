/** Ends one's account, after saying what goes with it and asking for the password. */
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { describeError, hasCode } from "@/lib/api-error";
import { accountWords } from "@/words/account";
import { commonWords } from "@/words/common";

import { useCloseAccount } from "../api/leaving";

interface CloseAccountProps {
  email: string;
  /** The account is gone, and with it the sign-in of this page. */
  onClosed: () => void;
}

export function CloseAccount({ email, onClosed }: CloseAccountProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {accountWords.closeAccount}
      </Button>
      {asking && <Ask email={email} onClosed={onClosed} onKeep={() => setAsking(false)} />}
    </>
  );
}

function Ask({ email, onClosed, onKeep }: CloseAccountProps & { onKeep: () => void }) {
  const [password, setPassword] = useState("");
  const closing = useCloseAccount();
  const wrong = hasCode(closing.error, "current_password_wrong");

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!closing.isPending && password !== "") closing.mutate(password, { onSuccess: onClosed });
  }

  return (
    <Dialog title={accountWords.closeAsk} onClose={onKeep}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p>{accountWords.closeWhat}</p>
        <p>{accountWords.closeFirst}</p>
        {closing.isError && !wrong && <Notice>{describeError(closing.error)}</Notice>}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field
          label={accountWords.currentPassword}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoFocus
          required
          maxLength={256}
          problem={wrong ? accountWords.wrongPassword : undefined}
        />
        <div className="mt-2 flex flex-wrap justify-end gap-2">
          <Button onClick={onKeep}>{commonWords.keepIt}</Button>
          <Button type="submit" kind="danger" icon="trash" busy={closing.isPending} disabled={password === ""}>
            {accountWords.closeAccount}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
