/** /login */
import { useQuery, useQueryClient } from "@tanstack/react-query";

import { authOptionsQuery } from "@/features/auth/api/get-auth-options";
import { AuthPage } from "@/features/auth/components/auth-page";
import { LoginForm } from "@/features/auth/components/login-form";
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

  function enter(): void {
    client.clear();
    void navigate(nextPath(params), { replace: true });
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
      <LoginForm onDone={enter} />
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
