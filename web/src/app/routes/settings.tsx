/** /settings : one's account. */
import { useQueryClient } from "@tanstack/react-query";

import { showToast } from "@/components/toast-store";
import { CloseAccount } from "@/features/account/components/close-account";
import { ConfirmEmail } from "@/features/account/components/confirm-email";
import { DefaultVisibility } from "@/features/account/components/default-visibility";
import { ExportSection } from "@/features/account/components/export-section";
import { NewsChoices } from "@/features/account/components/news-choices";
import { PasswordForm } from "@/features/account/components/password-form";
import { PictureForm } from "@/features/account/components/picture-form";
import { ProfileForm } from "@/features/account/components/profile-form";
import { Section } from "@/features/account/components/section";
import { SignInList } from "@/features/account/components/sign-in-list";
import { TokenList } from "@/features/account/components/token-list";
import { useNavigate } from "@/lib/router/use-router";
import { useDocumentTitle } from "@/lib/use-document-title";
import { accountWords } from "@/words/account";

import { SideLayout } from "../shell/side-layout";
import { useSignIn } from "../sign-in-context";

export function SettingsRoute() {
  const { user } = useSignIn();
  const navigate = useNavigate();
  const client = useQueryClient();
  useDocumentTitle(accountWords.settings);

  async function leave(): Promise<void> {
    await navigate("/login", { replace: true });
    client.clear();
    showToast(accountWords.accountClosed);
  }

  return (
    <SideLayout>
      <div className="mx-auto max-w-[560px]">
        <h1 className="mb-6 text-[22px] font-[650] tracking-[-0.02em]">{accountWords.settings}</h1>
        <Section title={accountWords.you} about={accountWords.youWhy}>
          <ConfirmEmail />
          <PictureForm />
          <ProfileForm />
        </Section>
        <Section title={accountWords.newVideos} about={accountWords.newVideosWhy}>
          <DefaultVisibility />
        </Section>
        <Section id="mails" title={accountWords.mails} about={accountWords.mailsWhy}>
          <NewsChoices />
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
        <Section id="data" title={accountWords.data} about={accountWords.dataWhy}>
          <ExportSection />
        </Section>
        <Section title={accountWords.closing} about={accountWords.closingWhy}>
          <CloseAccount email={user.email} onClosed={() => void leave()} />
        </Section>
      </div>
    </SideLayout>
  );
}
