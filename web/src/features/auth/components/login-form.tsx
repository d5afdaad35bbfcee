/** Email and password, and why they were refused. */
import { useMutation } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { authWords } from "@/words/auth";

import { login } from "../api/login";
import { problemsOf } from "../field-problems";
import { formText } from "../form-text";

export function LoginForm({ onDone }: { onDone: () => void }) {
  const attempt = useMutation({
    mutationFn: (form: FormData) => login(formText(form, "email").trim(), formText(form, "password")),
    onSuccess: onDone,
  });
  const problems = attempt.isError ? problemsOf(attempt.error) : {};

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    attempt.mutate(new FormData(event.currentTarget));
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {problems.form !== undefined && <Notice>{problems.form}</Notice>}
      <Field label={authWords.email} name="email" type="email" autoComplete="email" autoFocus required problem={problems.email} />
      <Field label={authWords.password} name="password" type="password" autoComplete="current-password" required problem={problems.password} />
      <Button type="submit" kind="primary" busy={attempt.isPending} className="mt-1 w-full">
        {attempt.isPending ? authWords.loggingIn : authWords.logIn}
      </Button>
    </form>
  );
}
