/** Which sites may show a player in a page of theirs. */
import { useState } from "react";

import { Field } from "@/components/field";
import { SelectField } from "@/components/select-field";
import type { Workspace } from "@/lib/api-types";
import { adminWords } from "@/words/admin";

import { ChoiceForm, listed } from "./choice-form";

type Kind = keyof typeof adminWords.embedChoices;

const KINDS: readonly Kind[] = ["server", "some", "none"];

export function EmbedsForm({ chosen }: { chosen: Workspace }) {
  const now = chosen.embed_domains;
  const [kind, setKind] = useState<Kind>(now === null ? "server" : now.length > 0 ? "some" : "none");
  const [sites, setSites] = useState(now?.join(" ") ?? "");
  const named = listed(sites);
  return (
    <ChoiceForm
      wanted={{ embed_domains: kind === "server" ? null : kind === "some" ? named : [] }}
      ready={kind !== "some" || named.length > 0}
    >
      <SelectField
        label={adminWords.embedWho}
        value={kind}
        options={KINDS.map((value) => ({ value, label: adminWords.embedChoices[value] }))}
        onChange={setKind}
      />
      {kind === "some" && (
        <Field
          label={adminWords.domains}
          hint={adminWords.domainsHint}
          value={sites}
          required
          maxLength={5000}
          spellCheck={false}
          onChange={(event) => setSites(event.target.value)}
        />
      )}
    </ChoiceForm>
  );
}
