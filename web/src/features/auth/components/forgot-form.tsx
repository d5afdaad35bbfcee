/** Whom to send a link to that sets another password. */
import { useMutation } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { authWords } from "@/words/auth";

import { askForReset } from "../api/reset";
import { problemsOf } from "../field-problems";
import { formText } from "../form-text";

export function ForgotForm() {
  const asking = useMutation({ mutationFn: (form: FormData) => askForReset(formText(form, "email").trim()) });
  const problems = asking.isError ? problemsOf(asking.error) : {};

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (!asking.isPending) asking.mutate(new FormData(event.currentTarget));
  }

  if (asking.isSuccess) {
    return (
      <Notice tone="calm" icon="check">
        {authWords.resetSent}
      </Notice>
    );
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {problems.form !== undefined && <Notice>{problems.form}</Notice>}
      <Field label={authWords.email} name="email" type="email" autoComplete="email" autoFocus required problem={problems.email} />
      <Button type="submit" kind="primary" busy={asking.isPending} className="mt-1 w-full">
        {authWords.sendReset}
      </Button>
    </form>
  );
}
