/** All findings with what can be said to those that are chosen. */
import { useState } from "react";

import { Button } from "@/components/button";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Decision, FoundSecrets } from "@/lib/api-types";
import { redactionWords } from "@/words/redaction";

import { useDecide } from "../api/decide-secrets";
import { SecretRow } from "./secret-row";

interface SecretsListProps {
  videoId: string;
  found: FoundSecrets;
  onJump: ((seconds: number) => void) | undefined;
}

export function SecretsList({ videoId, found, onJump }: SecretsListProps) {
  const deciding = useDecide(videoId);
  // What nobody has decided about is chosen, until somebody chooses otherwise.
  const [choice, setChoice] = useState<ReadonlyMap<string, boolean>>(new Map());
  const chosen = found.items.filter((each) => choice.get(each.id) ?? each.decision === "open");
  const isCovered = chosen.some((each) => each.decision === "blurred");

  function decide(decision: Decision): void {
    deciding.mutate(
      { ids: chosen.map((each) => each.id), decision },
      {
        onSuccess: () => setChoice(new Map()),
        onError: (error) => showToast(redactionWords.notDecided(describeError(error)), "trouble"),
      },
    );
  }

  return (
    <>
      <ul className="max-h-[40vh] divide-y divide-line overflow-y-auto px-1">
        {found.items.map((secret) => (
          <SecretRow
            key={secret.id}
            secret={secret}
            isChosen={chosen.includes(secret)}
            onChoose={(isChosen) => setChoice(new Map(choice).set(secret.id, isChosen))}
            onJump={onJump}
          />
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="primary" busy={deciding.isPending} disabled={chosen.length === 0} onClick={() => decide("blurred")}>
          {redactionWords.blur}
        </Button>
        {(!isCovered || found.may_uncover) && (
          <Button disabled={chosen.length === 0 || deciding.isPending} onClick={() => decide(isCovered ? "open" : "dismissed")}>
            {isCovered ? redactionWords.uncover : redactionWords.dismiss}
          </Button>
        )}
        {found.original_url !== null && (
          <a
            href={found.original_url}
            target="_blank"
            rel="noreferrer"
            title={redactionWords.originalWhy}
            className="ml-auto text-[12.5px] text-accent-ink hover:underline"
          >
            {redactionWords.original}
          </a>
        )}
      </div>
    </>
  );
}
