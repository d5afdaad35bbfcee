/** What one wants to be written to about; each choice counts at once. */
import { useQuery } from "@tanstack/react-query";

import { Loaded } from "@/components/loaded";
import { Notice } from "@/components/notice";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Account } from "@/lib/api-types";
import { accountWords } from "@/words/account";

import { accountQuery, useChangeAccount } from "../api/account";

type MailKind = Account["mail_about"][number];

const KINDS: readonly MailKind[] = ["comments", "shares", "recordings"];

export function MailChoices() {
  const account = useQuery(accountQuery);
  return <Loaded query={account}>{(data) => <Choices account={data} />}</Loaded>;
}

function Choices({ account }: { account: Account }) {
  const saving = useChangeAccount();
  const chosen = (saving.isPending ? saving.variables.mail_about : undefined) ?? account.mail_about;

  function toggle(kind: MailKind): void {
    const next = chosen.includes(kind) ? chosen.filter((each) => each !== kind) : [...chosen, kind];
    saving.mutate({ mail_about: next }, { onError: (error) => showToast(accountWords.notSaved(describeError(error)), "trouble") });
  }

  return (
    <>
      {!account.mail && (
        <div className="mb-3">
          <Notice tone="calm">{accountWords.noMail}</Notice>
        </div>
      )}
      <ul className="flex flex-col gap-2.5">
        {KINDS.map((kind) => (
          <li key={kind}>
            <label className="flex items-center gap-2.5">
              <input
                type="checkbox"
                checked={chosen.includes(kind)}
                onChange={() => toggle(kind)}
                className="size-4 accent-(--accent-fill)"
              />
              {accountWords.mailKinds[kind]}
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
