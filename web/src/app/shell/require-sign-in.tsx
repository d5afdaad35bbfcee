/** Lets the logged-in through; sends everybody else to the login page and back afterwards. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";

import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { meQuery } from "@/features/auth/api/get-me";
import { describeError, hasCode } from "@/lib/api-error";
import { Redirect } from "@/lib/router/link";
import { useLocation, useNavigate } from "@/lib/router/use-router";
import { mayBeSignedIn, onSignInLost } from "@/lib/sign-in-fetch";
import { isPageGuarded } from "@/lib/use-leave-guard";
import { commonWords } from "@/words/common";
import { shellWords } from "@/words/shell";

import { SignInContext } from "../sign-in-context";
import { PageSkeleton } from "./page-skeleton";

/** Codes of /auth/me that only a new login mends. */
const NOT_LOGGED_IN = ["not_authenticated", "token_expired", "csrf_failed"];

export function RequireSignIn({ children }: { children: ReactNode }) {
  const me = useQuery({ ...meQuery, enabled: mayBeSignedIn() });
  const { pathname, search } = useLocation();
  const loginPath = `/login?next=${encodeURIComponent(pathname + search)}`;
  useSignInEnd(loginPath);

  if (me.data) {
    const signIn = { user: me.data.user, flowerUrl: me.data.operate?.flower_url ?? null };
    return <SignInContext value={signIn}>{children}</SignInContext>;
  }
  if (!mayBeSignedIn()) return <Redirect to={loginPath} />;
  if (me.isPending) return <PageSkeleton />;
  if (hasCode(me.error, ...NOT_LOGGED_IN)) return <Redirect to={loginPath} />;
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        heading="h1"
        icon="offline"
        tone="trouble"
        title={shellWords.unreachable}
        action={
          <Button icon="retry" busy={me.isFetching} onClick={() => me.refetch()}>
            {commonWords.tryAgain}
          </Button>
        }
      >
        {shellWords.safeMeanwhile(describeError(me.error))}
      </EmptyState>
    </main>
  );
}

function useSignInEnd(loginPath: string): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  useEffect(
    () =>
      onSignInLost(() => {
        // Before the first answer of /auth/me there is nothing to leave: the redirect above handles it.
        if (client.getQueryData(meQuery.queryKey) === undefined) return;
        // A page that records stays, says that it waits for a login, and goes on after it.
        if (isPageGuarded()) return;
        client.clear();
        void navigate(loginPath, { replace: true });
      }),
    [client, navigate, loginPath],
  );
}
