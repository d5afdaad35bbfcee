/** Where one is signed in, and how to end it there. */
import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/button";
import { Chip } from "@/components/chip";
import { Icon } from "@/components/icon";
import { Loaded } from "@/components/loaded";
import { TimeAgo } from "@/components/time-ago";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { AccountSignIn } from "@/lib/api-types";
import { accountWords } from "@/words/account";

import { signInsQuery, useEndOtherSignIns, useEndSignIn } from "../api/account";

const refused = (error: unknown) => showToast(accountWords.notEnded(describeError(error)), "trouble");

export function SignInList() {
  const signIns = useQuery(signInsQuery);
  const endingAll = useEndOtherSignIns();
  return (
    <Loaded query={signIns}>
      {(items) => (
        <>
          <ul className="divide-y divide-line rounded-card border border-line bg-panel">
            {items.map((each) => (
              <Row key={each.id} signIn={each} />
            ))}
          </ul>
          {items.length > 1 && (
            <Button
              className="mt-3"
              busy={endingAll.isPending}
              onClick={() => endingAll.mutate(undefined, { onError: refused, onSuccess: () => showToast(accountWords.othersEnded) })}
            >
              {accountWords.endOthers}
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}

function Row({ signIn }: { signIn: AccountSignIn }) {
  const ending = useEndSignIn();
  const device = signIn.device === null ? accountWords.unknownDevice : named(signIn.device);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2.5">
      <Icon name="system" className="text-muted" />
      <span className="min-w-0 flex-1 basis-40">
        <span className="block truncate font-[550]">{device}</span>
        <span className="block text-[12.5px] text-muted">
          {accountWords.lastUsed} <TimeAgo iso={signIn.last_used_at} style="long" />
        </span>
      </span>
      {signIn.current ? (
        <Chip>{accountWords.thisOne}</Chip>
      ) : (
        <Button
          size="small"
          aria-label={accountWords.endSignInOn(device)}
          busy={ending.isPending}
          onClick={() => ending.mutate(signIn.id, { onError: refused })}
        >
          {accountWords.logOut}
        </Button>
      )}
    </li>
  );
}

/** The server says "Firefox on Linux", or a program's own name, which is one word. */
function named(device: string): string {
  const [browser = device, system] = device.split(" on ");
  return system === undefined ? device : accountWords.browserOn(browser, system);
}
