/** Always in sight: where the recording's bytes are. */
import { cx } from "@/lib/cx";
import type { SafetyTone, SafetyWords } from "@/lib/safety-words";

import { Icon, type IconName } from "./icon";


const LOOK: Record<SafetyTone, { icon: IconName; colour: string }> = {
  calm: { icon: "cloud", colour: "text-muted" },
  safe: { icon: "cloud", colour: "text-ok" },
  busy: { icon: "cloud", colour: "text-accent" },
  "cut-off": { icon: "offline", colour: "text-warn" },
};

export function SafetyLine({ words, className = "" }: { words: SafetyWords; className?: string }) {
  const { icon, colour } = LOOK[words.tone];
  return (
    <p
      className={cx(
        "num flex min-h-11 max-sm:min-h-[58px] items-center gap-3 rounded-card border border-line bg-panel px-4 py-2 text-[12.5px] leading-5",
        className,
      )}
    >
      <Icon name={icon} className={colour} />
      <span className="min-w-0">
        {words.figure !== "" && <b className="font-[650]">{words.figure} </b>}
        {words.text}
        {words.more.map((part) => (
          <span key={part.replace(/^\S+\s\S+/, "")} className="text-muted">
            {" · "}
            {part}
          </span>
        ))}
      </span>
    </p>
  );
}
