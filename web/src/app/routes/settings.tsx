/** /settings : one's account. */
import { PasswordForm } from "@/features/account/components/password-form";
import { ProfileForm } from "@/features/account/components/profile-form";
import { Section } from "@/features/account/components/section";
import { SignInList } from "@/features/account/components/sign-in-list";
import { TokenList } from "@/features/account/components/token-list";
import { useDocumentTitle } from "@/lib/use-document-title";
import { accountWords } from "@/words/account";

import { SideLayout } from "../shell/side-layout";
import { useSignIn } from "../sign-in-context";

export function SettingsRoute() {
  const { user } = useSignIn();
  useDocumentTitle(accountWords.settings);
  return (
    <SideLayout>
      <div className="mx-auto max-w-[560px]">
        <h1 className="mb-6 text-[22px] font-[650] tracking-[-0.02em]">{accountWords.settings}</h1>
        <Section title={accountWords.you} about={accountWords.youWhy}>
          <ProfileForm />
        </Section>
        <Section title={accountWords.password} about={accountWords.passwordWhy}>
          <PasswordForm email={user.email} />
        </Section>
        <Section title={accountWords.signIns} about={accountWords.signInsWhy}>
          <SignInList />
        </Section>
        <Section title={accountWords.tokens} about={accountWords.tokensWhy}>
          <TokenList />
        </Section>
      </div>
    </SideLayout>
  );
}
