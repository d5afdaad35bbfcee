/** Name, email and password of a new account. */
import { useMutation } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { authWords } from "@/words/auth";

import { register } from "../api/register";
import { problemsOf } from "../field-problems";
import { formText } from "../form-text";

interface RegisterFormProps {
  /** The first account of a server runs it. */
  first: boolean;
  /** Whether it needs the code that the server's log shows. */
  setupCode: boolean;
  /** Whom an invitation is for, and its token. */
  invited: { email: string; token: string } | null;
  onDone: () => void;
}

export function RegisterForm({ first, setupCode, invited, onDone }: RegisterFormProps) {
  const attempt = useMutation({
    mutationFn: (form: FormData) =>
      register({
        name: formText(form, "name").trim(),
        email: formText(form, "email").trim(),
        password: formText(form, "password"),
        setup_code: setupCode ? formText(form, "setup_code") : null,
        invitation: invited?.token ?? null,
      }),
    onSuccess: onDone,
  });
  const problems = attempt.isError ? problemsOf(attempt.error) : {};

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    attempt.mutate(new FormData(event.currentTarget));
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {first && (
        <Notice tone="calm" icon="pipeline">
          {authWords.firstAccount}
        </Notice>
      )}
      {problems.form !== undefined && <Notice>{problems.form}</Notice>}
      {setupCode && (
        <Field
          label={authWords.setupCode}
          name="setup_code"
          autoComplete="one-time-code"
          autoFocus
          required
          maxLength={64}
          hint={authWords.setupCodeHint}
          problem={problems.setup_code}
        />
      )}
      <Field label={authWords.name} name="name" autoComplete="name" autoFocus={!setupCode} required maxLength={100} problem={problems.name} />
      <Field
        label={authWords.email}
        name="email"
        type="email"
        autoComplete="email"
        required
        maxLength={254}
        defaultValue={invited?.email}
        problem={problems.email}
      />
      <Field
        label={authWords.password}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={256}
        hint={authWords.passwordHint}
        problem={problems.password}
      />
      <Button type="submit" kind="primary" busy={attempt.isPending} className="mt-1 w-full">
        {attempt.isPending ? authWords.creating : authWords.create}
      </Button>
    </form>
  );
}
