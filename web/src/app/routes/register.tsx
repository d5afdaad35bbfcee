/** /register */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearchParams } from "react-router";

import { EmptyState } from "@/components/empty-state";
import { authOptionsQuery } from "@/features/auth/api/get-auth-options";
import { AuthPage } from "@/features/auth/components/auth-page";
import { RegisterForm } from "@/features/auth/components/register-form";
import { useDocumentTitle } from "@/lib/use-document-title";

import { nextPath } from "../next-path";

export function RegisterRoute() {
  useDocumentTitle("Create an account");
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const options = useQuery(authOptionsQuery);
  const first = options.data?.first_account === true;
  const closed = options.data?.registration === "closed" && !first;

  function enter(): void {
    client.clear();
    void navigate(nextPath(params), { replace: true });
  }

  return (
    <AuthPage
      title={first ? "Set up VideoFlow" : "Create your account"}
      subtitle="Record, share the link, and read the guide it writes."
      footer={
        <>
          Have an account?{" "}
          <Link to={`/login?${params}`} className="font-[550] text-accent hover:underline">
            Log in
          </Link>
        </>
      }
    >
      {closed ? (
        <EmptyState compact icon="alert" title="No new accounts here">
          This server takes people by invitation. Ask its administrator for an account.
        </EmptyState>
      ) : (
        <RegisterForm first={first} onDone={enter} />
      )}
    </AuthPage>
  );
}
