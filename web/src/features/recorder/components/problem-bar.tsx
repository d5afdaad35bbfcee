/** What is in the way, over the picture: what happened, and what to do now. */
import { IconButton } from "@/components/icon-button";
import { Notice } from "@/components/notice";
import type { Problem } from "@/recording/lifecycle/state";
import { commonWords } from "@/words/common";

export function ProblemBar({ problem, onDismiss }: { problem: Problem; onDismiss: () => void }) {
  return (
    <div className="absolute inset-x-3 top-3 mx-auto max-w-[620px] animate-rise sm:top-[18px]">
      <Notice
        tone={problem.tone === "trouble" ? "warning" : "calm"}
        icon={problem.tone === "trouble" ? "alert" : "comment"}
        action={<IconButton icon="close" label={commonWords.dismiss} onClick={onDismiss} />}
      >
        <b className="font-[620]">{problem.title}</b> {problem.advice}
      </Notice>
    </div>
  );
}
