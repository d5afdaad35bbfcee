/** /reset-password#token=… : what the mail links to. The token stands where neither logs nor other sites see it. */
import { useState } from "react";

import { Notice } from "@/components/notice";
import { AuthPage } from "@/features/auth/components/auth-page";
import { ResetForm } from "@/features/auth/components/reset-form";
import { Link } from "@/lib/router/link";
import { useDocumentTitle } from "@/lib/use-document-title";
import { authWords } from "@/words/auth";

export function ResetPasswordRoute() {
  useDocumentTitle(authWords.newPassword);
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "");
  const [done, setDone] = useState(false);
  return (
    <AuthPage
      title={authWords.newPassword}
      subtitle={authWords.resetWhat}
      footer={
        <Link to="/login" className="font-[550] text-accent hover:underline">
          {done ? authWords.logIn : authWords.backToLogin}
        </Link>
      }
    >
      {done ? (
        <Notice tone="calm" icon="check">
          {authWords.resetDone}
        </Notice>
      ) : (
        <ResetForm token={token} onDone={() => setDone(true)} />
      )}
    </AuthPage>
  );
}
