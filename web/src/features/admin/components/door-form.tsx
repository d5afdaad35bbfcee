/** Who may make an account. */
import { useState } from "react";

import { Field } from "@/components/field";
import { SelectField } from "@/components/select-field";
import type { Workspace } from "@/lib/api-types";
import { adminWords } from "@/words/admin";

import { ChoiceForm, listed } from "./choice-form";

type Registration = NonNullable<Workspace["registration"]>;

const RULES: readonly Registration[] = ["open", "domain", "invitation", "closed"];

export function DoorForm({ chosen }: { chosen: Workspace }) {
  const [rule, setRule] = useState<Registration | "">(chosen.registration ?? "");
  const [domains, setDomains] = useState(chosen.registration_domains.join(" "));
  const named = listed(domains);
  const ofServer = adminWords.registrations[chosen.otherwise.registration as Registration];
  return (
    <ChoiceForm
      wanted={{ registration: rule === "" ? null : rule, registration_domains: rule === "domain" ? named : [] }}
      ready={rule !== "domain" || named.length > 0}
    >
      <SelectField
        label={adminWords.registration}
        value={rule}
        options={[
          { value: "", label: adminWords.asServer(ofServer) },
          ...RULES.map((value) => ({ value, label: adminWords.registrations[value] })),
        ]}
        onChange={setRule}
      />
      {rule === "domain" && (
        <Field
          label={adminWords.domains}
          hint={adminWords.domainsHint}
          value={domains}
          required
          maxLength={2000}
          spellCheck={false}
          onChange={(event) => setDomains(event.target.value)}
        />
      )}
    </ChoiceForm>
  );
}
