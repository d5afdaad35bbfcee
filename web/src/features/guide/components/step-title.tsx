/** A step's title, with commands in type of their own. */
import { titleRuns } from "../title-runs";

export function StepTitle({ title }: { title: string }) {
  return titleRuns(title).map(({ text, isCode }, index) =>
    isCode ? (
      <code key={index} className="font-mono text-[0.92em]">
        {text}
      </code>
    ) : (
      text
    ),
  );
}
