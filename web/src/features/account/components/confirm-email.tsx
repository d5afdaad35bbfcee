/** Says that the email is not confirmed yet, where a mail can do that, and sends it again. */
import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import { accountWords } from "@/words/account";

import { accountQuery, useSendConfirmation } from "../api/account";

export function ConfirmEmail() {
  const account = useQuery(accountQuery);
  const sending = useSendConfirmation();
  if (account.data === undefined || account.data.email_confirmed || !account.data.mail) return null;
  return (
    <div className="mb-4">
      <Notice
        tone="warning"
        action={
          <Button
            size="small"
            busy={sending.isPending}
            onClick={() =>
              sending.mutate(undefined, {
                onSuccess: () => showToast(accountWords.confirmationSent),
                onError: (error) => showToast(describeError(error), "trouble"),
              })
            }
          >
            {accountWords.sendConfirmation}
          </Button>
        }
      >
        {accountWords.notConfirmed}
      </Notice>
    </div>
  );
}
