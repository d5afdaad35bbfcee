/** Names somebody by their email address. Who has no account gets an invitation that only this address can use. */
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { QuietSelect } from "@/components/quiet-select";
import { showToast } from "@/components/toast-store";
import { describeError, fieldProblems, ApiError } from "@/lib/api-error";
import type { Right } from "@/lib/api-types";
import { sharingWords } from "@/words/sharing";

import { useName } from "../api/change-sharing";
import { personRights } from "../rights";

export function InviteForm({ videoId }: { videoId: string }) {
  const [email, setEmail] = useState("");
  const [right, setRight] = useState<Right>("comment");
  const naming = useName(videoId);
  const problem = naming.isError ? wordsFor(naming.error) : undefined;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (email.trim() === "" || naming.isPending) return;
    naming.mutate(
      { email: email.trim(), right },
      {
        onSuccess: (named) => {
          setEmail("");
          showToast(sharingWords.invited(named.name ?? named.email));
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <div className="flex flex-wrap items-center gap-2">
        <input
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          placeholder={sharingWords.email}
          aria-label={sharingWords.email}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : "invite-problem"}
          autoComplete="off"
          className="h-10 min-w-0 flex-1 basis-48 rounded-control border border-line-strong bg-sunk text-ink px-3 placeholder:text-faint hover:border-faint focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-rec"
        />
        <div className="ml-auto flex items-center gap-2">
          <QuietSelect label={sharingWords.right} value={right} options={personRights()} onChange={setRight} />
          <Button type="submit" kind="primary" disabled={email.trim() === ""} busy={naming.isPending}>
            {sharingWords.invite}
          </Button>
        </div>
      </div>
      {problem !== undefined && (
        <p id="invite-problem" role="alert" className="mt-1.5 text-[12.5px] text-rec-text">
          {problem}
        </p>
      )}
    </form>
  );
}

function wordsFor(error: unknown): string {
  return (error instanceof ApiError ? fieldProblems(error).email : undefined) ?? describeError(error);
}
