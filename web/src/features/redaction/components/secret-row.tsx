/** One finding: what it is, where it stands, and whether it is to be covered. */
import { useState } from "react";

import { Button } from "@/components/button";
import { Chip } from "@/components/chip";
import { MomentButton } from "@/components/moment-button";
import type { FoundSecret } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { redactionWords } from "@/words/redaction";

import { SecretPicture } from "./secret-picture";

interface SecretRowProps {
  secret: FoundSecret;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  onJump: ((seconds: number) => void) | undefined;
}

export function SecretRow({ secret, isChosen, onChoose, onJump }: SecretRowProps) {
  const [isShown, setShown] = useState(false);
  const start = secret.spots[0]?.start ?? 0;
  const name = `${redactionWords.kinds[secret.kind].one} ${secret.excerpt}`;
  return (
    <li className="flex items-center gap-3 py-2">
      <input
        type="checkbox"
        aria-label={redactionWords.choose(name)}
        checked={isChosen}
        onChange={(event) => onChoose(event.target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      <SecretPicture secret={secret} isShown={isShown} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-[13px]">{name}</p>
        <p className="num flex flex-wrap items-center gap-x-2 text-[12.5px] text-muted">
          {onJump ? <MomentButton seconds={start} onGo={() => onJump(start)} /> : <span>{formatClock(start)}</span>}
          {secret.spots.length > 1 && <span>{redactionWords.places(secret.spots.length)}</span>}
          {secret.decision !== "open" && <Chip>{redactionWords.decided[secret.decision]}</Chip>}
        </p>
      </div>
      <Button
        kind="ghost"
        size="small"
        aria-pressed={isShown}
        aria-label={redactionWords.lookAt(name)}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? redactionWords.hide : redactionWords.look}
      </Button>
    </li>
  );
}
