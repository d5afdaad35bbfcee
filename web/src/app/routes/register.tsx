/** /register */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { EmptyState } from "@/components/empty-state";
import { authOptionsQuery } from "@/features/auth/api/get-auth-options";
import { AuthPage } from "@/features/auth/components/auth-page";
import { RegisterForm } from "@/features/auth/components/register-form";
import { Link } from "@/lib/router/link";
import { useNavigate, useSearchParams } from "@/lib/router/use-router";
import { useDocumentTitle } from "@/lib/use-document-title";
import { authWords } from "@/words/auth";

import { nextPath } from "../next-path";

export function RegisterRoute() {
  useDocumentTitle(authWords.createAccount);
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const options = useQuery(authOptionsQuery);
  const first = options.data?.first_account === true;
  const [invited] = useState(() => invitationOf(params));
  const byInvitation = options.data?.registration === "closed" || options.data?.registration === "invitation";
  const closed = byInvitation && !first && invited === null;

  function enter(): void {
    client.clear();
    void navigate(nextPath(params), { replace: true });
  }

  return (
    <AuthPage
      title={first ? authWords.setUp : authWords.createYours}
      subtitle={authWords.promise}
      footer={
        <>
          {authWords.haveAccount}{" "}
          <Link to={`/login?${params}`} className="font-[550] text-accent hover:underline">
            {authWords.logIn}
          </Link>
        </>
      }
    >
      {closed ? (
        <EmptyState compact icon="alert" title={authWords.closed}>
          {authWords.byInvitation}
        </EmptyState>
      ) : (
        <RegisterForm first={first} setupCode={first && options.data?.setup_code === true} invited={invited} onDone={enter} />
      )}
    </AuthPage>
  );
}

/** An administrator's stands where neither logs nor other sites see it; one to a single video in the search. */
function invitationOf(params: URLSearchParams): { email: string; token: string } | null {
  const hidden = new URLSearchParams(window.location.hash.slice(1));
  const token = hidden.get("invite") ?? params.get("invitation");
  return token === null ? null : { email: hidden.get("email") ?? params.get("email") ?? "", token };
}
