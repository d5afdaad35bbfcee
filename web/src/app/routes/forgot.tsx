/** /forgot : a link to another password, for whoever forgot theirs. */
import { AuthPage } from "@/features/auth/components/auth-page";
import { ForgotForm } from "@/features/auth/components/forgot-form";
import { Link } from "@/lib/router/link";
import { useDocumentTitle } from "@/lib/use-document-title";
import { authWords } from "@/words/auth";

export function ForgotRoute() {
  useDocumentTitle(authWords.forgot);
  return (
    <AuthPage
      title={authWords.forgot}
      subtitle={authWords.forgotHow}
      footer={
        <Link to="/login" className="font-[550] text-accent hover:underline">
          {authWords.backToLogin}
        </Link>
      }
    >
      <ForgotForm />
    </AuthPage>
  );
}
