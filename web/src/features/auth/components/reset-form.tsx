/** The new password of whoever came by the link that was sent to them. */
import { useMutation } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { authWords } from "@/words/auth";

import { resetPassword } from "../api/reset";
import { problemsOf } from "../field-problems";
import { formText } from "../form-text";

interface ResetFormProps {
  token: string;
  onDone: () => void;
}

export function ResetForm({ token, onDone }: ResetFormProps) {
  const setting = useMutation({
    mutationFn: (form: FormData) => resetPassword(token, formText(form, "password")),
    onSuccess: onDone,
  });
  const problems = setting.isError ? problemsOf(setting.error) : {};

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (!setting.isPending) setting.mutate(new FormData(event.currentTarget));
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {problems.form !== undefined && <Notice>{problems.form}</Notice>}
      <Field
        label={authWords.newPassword}
        name="password"
        type="password"
        autoComplete="new-password"
        autoFocus
        required
        minLength={8}
        maxLength={256}
        hint={authWords.passwordHint}
        problem={problems.password}
      />
      <Button type="submit" kind="primary" busy={setting.isPending} className="mt-1 w-full">
        {authWords.setPassword}
      </Button>
    </form>
  );
}
