/** A new password, for whoever knows the old one. It ends every other sign-in. */
import { useRef, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { showToast } from "@/components/toast-store";
import { ApiError, describeError, fieldProblems } from "@/lib/api-error";
import { accountWords } from "@/words/account";

import { useChangePassword } from "../api/account";

interface Problems {
  current?: string;
  new?: string;
  form?: string;
}

export function PasswordForm({ email }: { email: string }) {
  const form = useRef<HTMLFormElement>(null);
  const changing = useChangePassword();
  const problems = changing.isError ? problemsOf(changing.error) : {};

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (changing.isPending) return;
    const typed = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = typed.get(name);
      return typeof value === "string" ? value : "";
    };
    changing.mutate(
      { current: text("current"), new: text("new") },
      {
        onSuccess: () => {
          form.current?.reset();
          showToast(accountWords.passwordChanged);
        },
      },
    );
  }

  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
      {problems.form !== undefined && <Notice>{problems.form}</Notice>}
      {/* For programs that keep passwords: they want to know whose it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field
        label={accountWords.currentPassword}
        name="current"
        type="password"
        autoComplete="current-password"
        required
        maxLength={256}
        problem={problems.current}
      />
      <Field
        label={accountWords.newPassword}
        name="new"
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={256}
        hint={accountWords.newPasswordHint}
        problem={problems.new}
      />
      <Button type="submit" kind="primary" busy={changing.isPending} className="self-start">
        {accountWords.changePassword}
      </Button>
    </form>
  );
}

function problemsOf(error: unknown): Problems {
  if (!(error instanceof ApiError)) return { form: describeError(error) };
  if (error.code === "current_password_wrong") return { current: accountWords.wrongPassword };
  if (error.code === "weak_password") return { new: describeError(error) };
  const said = fieldProblems(error);
  const found: Problems = {};
  if (said.current !== undefined) found.current = said.current;
  if (said.new !== undefined) found.new = said.new;
  return Object.keys(found).length > 0 ? found : { form: describeError(error) };
}
