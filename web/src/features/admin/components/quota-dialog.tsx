/** How much somebody may store: as everybody, without limit, or a limit of their own. */
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { SelectField } from "@/components/select-field";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { PersonListed } from "@/lib/api-types";
import { adminWords } from "@/words/admin";
import { commonWords } from "@/words/common";

import { useChangePerson } from "../api/people";

/** Decimal, as sizes are shown. */
const GIGABYTE = 1e9;

type Kind = "usual" | "none" | "own";

interface QuotaDialogProps {
  person: PersonListed;
  onClose: () => void;
}

export function QuotaDialog({ person, onClose }: QuotaDialogProps) {
  const now = person.quota_bytes;
  const [kind, setKind] = useState<Kind>(now === null ? "usual" : now === 0 ? "none" : "own");
  const [amount, setAmount] = useState(now ? String(now / GIGABYTE) : "100");
  const changing = useChangePerson(person.id);
  const bytes = Math.round(Number(amount) * GIGABYTE);
  const wrong = kind === "own" && !(bytes >= 1 && bytes < 1e18);

  function save(event: SyntheticEvent): void {
    event.preventDefault();
    if (changing.isPending || wrong) return;
    changing.mutate(
      { quota_bytes: kind === "usual" ? null : kind === "none" ? 0 : bytes },
      {
        onSuccess: () => {
          showToast(adminWords.quotaSaved);
          onClose();
        },
      },
    );
  }

  return (
    <Dialog title={adminWords.quotaTitle(person.name)} onClose={onClose}>
      <form onSubmit={save} className="mt-3 flex flex-col gap-4 text-ink">
        {changing.isError && <Notice>{adminWords.notChanged(describeError(changing.error))}</Notice>}
        <SelectField
          label={adminWords.setQuota}
          value={kind}
          options={[
            { value: "usual", label: adminWords.quotaUsual },
            { value: "own", label: adminWords.quotaOwn },
            { value: "none", label: adminWords.quotaNone },
          ]}
          onChange={setKind}
        />
        {kind === "own" && (
          <Field
            label={adminWords.quotaAmount}
            type="number"
            inputMode="decimal"
            min="0"
            step="any"
            required
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button type="submit" kind="primary" busy={changing.isPending} disabled={wrong}>
            {commonWords.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
