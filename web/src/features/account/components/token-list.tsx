/** Tokens for programs: made with what they may do, shown once, revoked for good. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "@/components/button";
import { Loaded } from "@/components/loaded";
import { TimeAgo } from "@/components/time-ago";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { ApiToken } from "@/lib/api-types";
import { formatDay } from "@/lib/format";
import { accountWords } from "@/words/account";

import { tokensQuery, useRevokeToken } from "../api/account";
import { NewTokenForm } from "./new-token-form";

export function TokenList() {
  const tokens = useQuery(tokensQuery);
  const [making, setMaking] = useState(false);
  return (
    <>
      <Loaded query={tokens}>
        {(items) =>
          items.length > 0 && (
            <ul className="mb-3 divide-y divide-line rounded-card border border-line bg-panel">
              {items.map((token) => (
                <Row key={token.id} token={token} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {making ? <NewTokenForm onDone={() => setMaking(false)} /> : <Button onClick={() => setMaking(true)}>{accountWords.makeToken}</Button>}
    </>
  );
}

function Row({ token }: { token: ApiToken }) {
  const revoking = useRevokeToken();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2.5">
      <span className="min-w-0 flex-1 basis-40">
        <span className="block truncate font-[550]">{token.name}</span>
        <span className="num block text-[12.5px] text-muted">
          <code>{token.start}…</code> · {token.scopes.map((scope) => accountWords.scopes[scope]).join(", ")} ·{" "}
          {token.last_used_at === null ? (
            accountWords.neverUsed
          ) : (
            <>
              {accountWords.lastUsed} <TimeAgo iso={token.last_used_at} />
            </>
          )}{" "}
          · {accountWords.until(formatDay(token.expires_at))}
        </span>
      </span>
      <Button
        size="small"
        aria-label={accountWords.revokeToken(token.name)}
        busy={revoking.isPending}
        onClick={() =>
          revoking.mutate(token.id, { onError: (error) => showToast(accountWords.notRevoked(describeError(error)), "trouble") })
        }
      >
        {accountWords.revoke}
      </Button>
    </li>
  );
}
