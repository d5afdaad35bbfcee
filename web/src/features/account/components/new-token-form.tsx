/** Makes a token, and shows it this once. */
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { SteadyLabel } from "@/components/steady-label";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { TokenScope } from "@/lib/api-types";
import { copyText } from "@/lib/copy-text";
import { accountWords } from "@/words/account";
import { commonWords } from "@/words/common";

import { useMakeToken } from "../api/account";

const SCOPES: readonly TokenScope[] = ["read", "write", "record"];

export function NewTokenForm({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly TokenScope[]>(["read"]);
  const making = useMakeToken();
  const token = making.data?.token;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (making.isPending || name.trim() === "" || scopes.length === 0) return;
    making.mutate({ name: name.trim(), scopes: [...scopes] });
  }

  function toggle(scope: TokenScope): void {
    setScopes((before) => (before.includes(scope) ? before.filter((each) => each !== scope) : [...before, scope]));
  }

  if (token !== undefined) return <OnceShown token={token} onDone={onDone} />;
  return (
    <form onSubmit={submit} className="flex flex-col gap-4 rounded-card border border-line p-4">
      {making.isError && <Notice>{describeError(making.error)}</Notice>}
      <Field
        label={accountWords.tokenName}
        hint={accountWords.tokenNameHint}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoFocus
        required
        maxLength={100}
      />
      <fieldset>
        <legend className="text-[13px] font-[550]">{accountWords.tokenMay}</legend>
        {SCOPES.map((scope) => (
          <label key={scope} className="mt-2 flex items-center gap-2.5">
            <input type="checkbox" checked={scopes.includes(scope)} onChange={() => toggle(scope)} className="size-4 accent-(--accent-fill)" />
            <span>{accountWords.scopes[scope]}</span>
            <span className="text-[12.5px] text-muted">{accountWords.scopesWhy[scope]}</span>
          </label>
        ))}
      </fieldset>
      <div className="flex gap-2">
        <Button type="submit" kind="primary" busy={making.isPending} disabled={name.trim() === "" || scopes.length === 0}>
          {accountWords.makeToken}
        </Button>
        <Button onClick={onDone}>{commonWords.cancel}</Button>
      </div>
    </form>
  );
}

function OnceShown({ token, onDone }: { token: string; onDone: () => void }) {
  const [copied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    if (await copyText(token)) setCopied(true);
    else showToast(accountWords.copyByHand, "trouble");
  }

  return (
    <div role="status" className="rounded-card border border-accent bg-accent-soft p-4">
      <p className="font-[550]">{accountWords.shownOnce}</p>
      <input
        readOnly
        value={token}
        aria-label={accountWords.token}
        onFocus={(event) => event.currentTarget.select()}
        className="mt-2.5 h-10 w-full rounded-control border border-line bg-panel text-ink px-3 font-mono text-[13px]"
      />
      <div className="mt-3 flex gap-2">
        <Button kind="primary" icon={copied ? "check" : "link"} onClick={() => void copy()}>
          <SteadyLabel
            all={[accountWords.copyToken, accountWords.tokenCopied]}
            now={copied ? accountWords.tokenCopied : accountWords.copyToken}
          />
        </Button>
        <Button onClick={onDone}>{accountWords.done}</Button>
      </div>
    </div>
  );
}
