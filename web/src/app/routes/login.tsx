/** /login */
import { useQuery, useQueryClient } from "@tanstack/react-query";

import { showToast } from "@/components/toast-store";
import { acceptInvitation } from "@/features/auth/api/confirm";
import { authOptionsQuery } from "@/features/auth/api/get-auth-options";
import { AuthPage } from "@/features/auth/components/auth-page";
import { LoginForm } from "@/features/auth/components/login-form";
import { describeError } from "@/lib/api-error";
import { Link, Redirect } from "@/lib/router/link";
import { useNavigate, useSearchParams } from "@/lib/router/use-router";
import { useDocumentTitle } from "@/lib/use-document-title";
import { authWords } from "@/words/auth";

import { nextPath } from "../next-path";

export function LoginRoute() {
  useDocumentTitle(authWords.logIn);
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const options = useQuery(authOptionsQuery);

  async function enter(): Promise<void> {
    client.clear();
    // Who follows an invitation and has an account takes it up with that.
    const invitation = params.get("invitation");
    if (invitation !== null) {
      await acceptInvitation(invitation).catch((error: unknown) => showToast(describeError(error), "trouble"));
    }
    await navigate(nextPath(params), { replace: true });
  }

  // Nobody can log in yet: the first thing to do here is to make the first account.
  if (options.data?.first_account === true) return <Redirect to={`/register?${params}`} />;

  return (
    <AuthPage
      title={authWords.logIn}
      subtitle={authWords.whereYouLeft}
      footer={
        (options.data?.registration === "open" || options.data?.registration === "domain") && (
          <>
            {authWords.newHere}{" "}
            <Link to={`/register?${params}`} className="font-[550] text-accent hover:underline">
              {authWords.createAccount}
            </Link>
          </>
        )
      }
    >
      <LoginForm onDone={() => void enter()} />
      {options.data?.mail === true && (
        <p className="mt-4 text-center">
          <Link to="/forgot" className="text-muted hover:underline">
            {authWords.forgot}
          </Link>
        </p>
      )}
    </AuthPage>
  );
}
