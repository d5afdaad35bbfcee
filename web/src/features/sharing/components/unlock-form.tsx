/** What a link asks for before it opens: its password, an email address, or both. */
import type { SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { describeError, hasCode } from "@/lib/api-error";
import { sharingWords } from "@/words/sharing";

import { useUnlock } from "../api/open-link";
import type { Needs } from "../needs";
import { SharingIcon } from "./sharing-icon";

interface UnlockFormProps {
  token: string;
  needs: Needs;
}

export function UnlockForm({ token, needs }: UnlockFormProps) {
  const unlocking = useUnlock(token);
  const wrong = hasCode(unlocking.error, "wrong_password");
  const problem = unlocking.isError ? (wrong ? sharingWords.wrongPassword : describeError(unlocking.error)) : undefined;

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (unlocking.isPending) return;
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = typed.get(name);
      return typeof value === "string" ? value : "";
    };
    unlocking.mutate({
      ...(needs.password ? { password: text("password") } : {}),
      ...(needs.email ? { email: text("email").trim() } : {}),
    });
  }

  return (
    <form onSubmit={submit} className="mx-auto flex max-w-[360px] flex-col px-5 pt-[14vh]">
      <span className="mx-auto grid size-14 place-items-center rounded-2xl bg-accent-soft text-accent">
        <SharingIcon name={needs.password ? "lock" : "mail"} size={26} />
      </span>
      <h1 className="mt-5 text-center text-lg font-[620] tracking-[-0.01em]">
        {needs.password ? sharingWords.hasPassword : sharingWords.asksEmail}
      </h1>
      <p className="mt-1.5 mb-6 text-center text-muted">
        {needs.password ? sharingWords.hasPasswordWhy : sharingWords.asksEmailWhy}
      </p>
      <div className="flex flex-col gap-4">
        {needs.email && (
          <Field
            label={sharingWords.email}
            name="email"
            type="email"
            autoComplete="email"
            required
            autoFocus
            hint={needs.password ? sharingWords.asksEmailWhy : undefined}
            problem={needs.password ? undefined : problem}
          />
        )}
        {needs.password && (
          <Field
            label={sharingWords.password}
            name="password"
            type="password"
            autoComplete="off"
            required
            autoFocus={!needs.email}
            problem={problem}
          />
        )}
        <Button type="submit" kind="primary" busy={unlocking.isPending} className="w-full">
          {unlocking.isPending ? sharingWords.checking : sharingWords.watch}
        </Button>
      </div>
    </form>
  );
}
