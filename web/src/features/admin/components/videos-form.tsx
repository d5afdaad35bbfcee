/** What new recordings begin with, and how long they are kept. */
import { useState } from "react";

import { Field } from "@/components/field";
import { SelectField } from "@/components/select-field";
import type { Workspace } from "@/lib/api-types";
import { adminWords } from "@/words/admin";

import { ChoiceForm } from "./choice-form";

type First = NonNullable<Workspace["default_visibility"]>;

const FIRST: readonly First[] = ["private", "workspace", "link"];

export function VideosForm({ chosen }: { chosen: Workspace }) {
  const [first, setFirst] = useState<First | "">(chosen.default_visibility ?? "");
  const [days, setDays] = useState(chosen.retention_days?.toString() ?? "");
  const ready = days === "" || /^[1-9]\d{0,4}$/.test(days);
  return (
    <ChoiceForm
      wanted={{ default_visibility: first === "" ? null : first, retention_days: days === "" ? null : Number(days) }}
      ready={ready}
    >
      <SelectField
        label={adminWords.firstVisibility}
        value={first}
        options={[{ value: "", label: adminWords.asUsual }, ...FIRST.map((value) => ({ value, label: adminWords.visibilities[value] }))]}
        onChange={setFirst}
      />
      <Field
        label={adminWords.retention}
        hint={adminWords.retentionHint}
        type="number"
        inputMode="numeric"
        min={1}
        max={36_500}
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
    </ChoiceForm>
  );
}
