/** What one wants to be told in the app, and to be written to about, by kind; each choice counts at once. */
import { useQuery } from "@tanstack/react-query";

import { Loaded } from "@/components/loaded";
import { Notice } from "@/components/notice";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Account } from "@/lib/api-types";
import { accountWords } from "@/words/account";

import { accountQuery, useChangeAccount } from "../api/account";

type Way = "bell_about" | "mail_about";
type Kind = Account[Way][number];

const WAYS: readonly Way[] = ["bell_about", "mail_about"];
const KINDS: readonly Kind[] = ["comments", "replies", "mentions", "shares", "recordings"];

export function NewsChoices() {
  const account = useQuery(accountQuery);
  return <Loaded query={account}>{(data) => <Choices account={data} />}</Loaded>;
}

function Choices({ account }: { account: Account }) {
  const saving = useChangeAccount();
  const chosen = (way: Way): readonly Kind[] => (saving.isPending ? saving.variables[way] : undefined) ?? account[way];

  function toggle(way: Way, kind: Kind): void {
    const before = chosen(way);
    const next = before.includes(kind) ? before.filter((each) => each !== kind) : [...before, kind];
    saving.mutate({ [way]: next }, { onError: (error) => showToast(accountWords.notSaved(describeError(error)), "trouble") });
  }

  return (
    <>
      {!account.mail && (
        <div className="mb-3">
          <Notice tone="calm">{accountWords.noMail}</Notice>
        </div>
      )}
      <table className="w-full max-w-[560px] text-left">
        <thead>
          <tr>
            <th scope="col" className="pb-1.5 font-normal text-muted">
              {accountWords.newsKind}
            </th>
            {WAYS.map((way) => (
              <th key={way} scope="col" className="w-[84px] pb-1.5 text-center font-normal text-muted">
                {accountWords.newsWays[way]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => (
            <tr key={kind} className="border-t border-line">
              <th scope="row" className="py-2 pr-3 font-normal">
                {accountWords.newsKinds[kind]}
              </th>
              {WAYS.map((way) => (
                <td key={way} className="p-0 text-center">
                  <label className="inline-grid size-10 place-items-center">
                    <input
                      type="checkbox"
                      aria-label={`${accountWords.newsKinds[kind]}: ${accountWords.newsWays[way]}`}
                      checked={chosen(way).includes(kind)}
                      onChange={() => toggle(way, kind)}
                      className="size-4 accent-(--accent-fill)"
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
