/** /confirm-email#token=… : what the mail links to. The token stands where neither logs nor other sites see it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { confirmEmail } from "@/features/auth/api/confirm";
import { AuthPage } from "@/features/auth/components/auth-page";
import { describeError, hasCode } from "@/lib/api-error";
import { Link } from "@/lib/router/link";
import { useDocumentTitle } from "@/lib/use-document-title";
import { authWords } from "@/words/auth";
import { commonWords } from "@/words/common";

export function ConfirmEmailRoute() {
  useDocumentTitle(authWords.confirmEmail);
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "");
  const confirming = useQuery({
    queryKey: ["confirm-email", token],
    queryFn: async () => (await confirmEmail(token), true),
    retry: false,
    staleTime: Infinity,
  });
  return (
    <AuthPage
      title={authWords.confirmEmail}
      subtitle={authWords.confirmWhat}
      footer={
        <Link to="/" className="font-[550] text-accent hover:underline">
          {commonWords.goToLibrary}
        </Link>
      }
    >
      {confirming.isPending ? (
        <p role="status">{authWords.confirming}</p>
      ) : confirming.data === true ? (
        <Notice tone="calm" icon="check">
          {authWords.confirmed}
        </Notice>
      ) : (
        <Notice
          action={
            !hasCode(confirming.error, "confirmation_over") && (
              <Button size="small" icon="retry" busy={confirming.isFetching} onClick={() => void confirming.refetch()}>
                {commonWords.tryAgain}
              </Button>
            )
          }
        >
          {describeError(confirming.error)}
        </Notice>
      )}
    </AuthPage>
  );
}
