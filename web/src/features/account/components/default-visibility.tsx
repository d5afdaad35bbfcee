/** For whom one's new videos are: it is changed by choosing. */
import { useQuery } from "@tanstack/react-query";

import { Loaded } from "@/components/loaded";
import { SelectField } from "@/components/select-field";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Account } from "@/lib/api-types";
import { accountWords } from "@/words/account";
import { sharingWords } from "@/words/sharing";

import { accountQuery, useChangeAccount } from "../api/account";

type Choice = NonNullable<Account["default_visibility"]>;

const CHOICES: readonly Choice[] = ["private", "workspace", "link"];
/** A list has no value for nothing. */
const AS_HERE = "as-here";

export function DefaultVisibility() {
  const account = useQuery(accountQuery);
  return <Loaded query={account}>{(data) => <Chooser account={data} />}</Loaded>;
}

function Chooser({ account }: { account: Account }) {
  const saving = useChangeAccount();
  const chosen = saving.isPending ? saving.variables.default_visibility : account.default_visibility;
  const { visibility } = sharingWords;

  function choose(value: Choice | typeof AS_HERE): void {
    saving.mutate(
      { default_visibility: value === AS_HERE ? null : value },
      {
        onSuccess: () => showToast(accountWords.saved),
        onError: (error) => showToast(accountWords.notSaved(describeError(error)), "trouble"),
      },
    );
  }

  return (
    <SelectField
      label={accountWords.newVideosFor}
      value={chosen ?? AS_HERE}
      options={[
        { value: AS_HERE, label: accountWords.asHere(visibility[account.workspace_visibility]) },
        ...CHOICES.map((value) => ({ value, label: visibility[value] })),
      ]}
      onChange={choose}
    />
  );
}
