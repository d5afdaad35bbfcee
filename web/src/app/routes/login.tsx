/** /login */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Navigate, useNavigate, useSearchParams } from "react-router";

import { authOptionsQuery } from "@/features/auth/api/get-auth-options";
import { AuthPage } from "@/features/auth/components/auth-page";
import { LoginForm } from "@/features/auth/components/login-form";
import { useDocumentTitle } from "@/lib/use-document-title";

import { nextPath } from "../next-path";

export function LoginRoute() {
  useDocumentTitle("Log in");
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const options = useQuery(authOptionsQuery);

  function enter(): void {
    client.clear();
    void navigate(nextPath(params), { replace: true });
  }

  // Nobody can log in yet: the first thing to do here is to make the first account.
  if (options.data?.first_account === true) return <Navigate to={`/register?${params}`} replace />;

  return (
    <AuthPage
      title="Log in"
      subtitle="Your recordings are where you left them."
      footer={
        options.data?.registration === "open" && (
          <>
            New here?{" "}
            <Link to={`/register?${params}`} className="font-[550] text-accent hover:underline">
              Create an account
            </Link>
          </>
        )
      }
    >
      <LoginForm onDone={enter} />
    </AuthPage>
  );
}
