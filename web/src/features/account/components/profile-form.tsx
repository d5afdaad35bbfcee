/** The name that others see. */
import { useQuery } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Loaded } from "@/components/loaded";
import { showToast } from "@/components/toast-store";
import { ApiError, describeError, fieldProblems } from "@/lib/api-error";
import type { Account } from "@/lib/api-types";
import { accountWords } from "@/words/account";
import { commonWords } from "@/words/common";

import { accountQuery, useChangeAccount } from "../api/account";

export function ProfileForm() {
  const account = useQuery(accountQuery);
  return <Loaded query={account}>{(data) => <Form account={data} />}</Loaded>;
}

function Form({ account }: { account: Account }) {
  const [name, setName] = useState(account.name);
  const saving = useChangeAccount();
  const problem = saving.isError ? problemOf(saving.error) : undefined;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (saving.isPending) return;
    saving.mutate({ name: name.trim() }, { onSuccess: () => showToast(accountWords.saved) });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={accountWords.name}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="name"
        required
        maxLength={100}
        problem={problem}
      />
      <Field label={accountWords.email} value={account.email} readOnly hint={accountWords.emailHint} />
      <Button
        type="submit"
        kind="primary"
        busy={saving.isPending}
        disabled={name.trim() === "" || name.trim() === account.name}
        className="self-start"
      >
        {commonWords.save}
      </Button>
    </form>
  );
}

function problemOf(error: unknown): string {
  return (error instanceof ApiError ? fieldProblems(error).name : undefined) ?? describeError(error);
}
