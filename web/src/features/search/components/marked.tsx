/** A snippet with the words that were looked for marked. */
import type { Hit } from "@/lib/api-types";

export function Marked({ parts }: { parts: Hit["parts"] }) {
  return parts.map(({ text, marked }, index) =>
    marked ? (
      <mark key={index} className="rounded-[3px] bg-warn-soft font-[570] text-warn">
        {text}
      </mark>
    ) : (
      <span key={index}>{text}</span>
    ),
  );
}
