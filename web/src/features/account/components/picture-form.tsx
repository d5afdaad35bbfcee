/** One's picture, as others see it: chosen, exchanged, taken away. */
import { useQuery } from "@tanstack/react-query";
import { useRef, type ChangeEvent } from "react";

import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { describeError } from "@/lib/api-error";
import type { Account } from "@/lib/api-types";
import { accountWords } from "@/words/account";

import { accountQuery, useRemovePicture, useSetPicture } from "../api/account";

/** A drawing that may run is no picture, so no "image/*". */
const TAKEN = "image/png,image/jpeg,image/webp";

export function PictureForm() {
  const account = useQuery(accountQuery);
  // The form below says what is the matter.
  return account.data === undefined ? null : <Form account={account.data} />;
}

function Form({ account }: { account: Account }) {
  const field = useRef<HTMLInputElement>(null);
  const setting = useSetPicture();
  const removing = useRemovePicture();
  const failed = setting.error ?? removing.error;

  function choose(event: ChangeEvent<HTMLInputElement>): void {
    const file = event.target.files?.[0];
    // The same file can be chosen again.
    event.target.value = "";
    removing.reset();
    if (file) setting.mutate(file);
  }

  return (
    <div className="mb-4 flex flex-col gap-3">
      {failed !== null && <Notice>{describeError(failed)}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <Avatar person={account} size={56} />
        <input ref={field} type="file" accept={TAKEN} aria-label={accountWords.picture} hidden onChange={choose} />
        <Button busy={setting.isPending} onClick={() => field.current?.click()}>
          {account.picture_url === null ? accountWords.choosePicture : accountWords.exchangePicture}
        </Button>
        {account.picture_url !== null && (
          <Button
            kind="ghost"
            busy={removing.isPending}
            onClick={() => {
              setting.reset();
              removing.mutate();
            }}
          >
            {accountWords.removePicture}
          </Button>
        )}
      </div>
    </div>
  );
}
