/** Who was invited and has no account yet. */
import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/button";
import { Loaded } from "@/components/loaded";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Invitation } from "@/lib/api-types";
import { formatDay } from "@/lib/format";
import { adminWords } from "@/words/admin";

import { invitationsQuery, useWithdraw } from "../api/people";

export function Invitations() {
  const invitations = useQuery(invitationsQuery);
  return (
    <div className="mt-5">
      <Loaded query={invitations}>
        {(items) =>
          items.length > 0 && (
            <>
              <h3 className="mb-2 text-[13px] font-[550]">{adminWords.waiting}</h3>
              <ul className="divide-y divide-line rounded-card border border-line bg-panel">
                {items.map((each) => (
                  <Row key={each.id} invitation={each} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function Row({ invitation }: { invitation: Invitation }) {
  const withdrawing = useWithdraw();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2.5">
      <span className="min-w-0 flex-1 basis-44 truncate" title={invitation.email}>
        {invitation.email}
      </span>
      <span className="num text-[12.5px] text-muted">
        {adminWords.roles[invitation.role]} · {adminWords.until(formatDay(invitation.expires_at))}
      </span>
      <Button
        size="small"
        aria-label={adminWords.withdrawFor(invitation.email)}
        busy={withdrawing.isPending}
        onClick={() =>
          withdrawing.mutate(invitation.id, {
            onSuccess: () => showToast(adminWords.withdrawn),
            onError: (error) => showToast(adminWords.notChanged(describeError(error)), "trouble"),
          })
        }
      >
        {adminWords.withdraw}
      </Button>
    </li>
  );
}
