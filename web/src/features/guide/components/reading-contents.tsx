/** The steps by their titles, beside the text; the one that is being read is marked, and kept in view. */
import { useEffect, useRef, type MouseEvent } from "react";

import type { DocumentStep } from "@/lib/api-types";
import { scrollWithin } from "@/lib/scroll-within";
import { guideWords } from "@/words/guide";

import { StepTitle } from "./step-title";

interface ReadingContentsProps {
  about: string;
  steps: readonly DocumentStep[];
  current: number;
}

export function ReadingContents({ about, steps, current }: ReadingContentsProps) {
  const marked = useRef<HTMLAnchorElement>(null);

  useEffect(() => {
    if (marked.current) scrollWithin(marked.current);
  }, [current]);

  function go(event: MouseEvent, number: number): void {
    const step = document.getElementById(`step-${number}`);
    if (!step || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    step.scrollIntoView({ behavior: calm ? "auto" : "smooth" });
  }

  return (
    <nav
      aria-label={guideWords.contents}
      data-scrolls
      className="sticky top-[calc(var(--header-stays)+24px)] max-h-[calc(100dvh-var(--header-stays)-48px)] self-start overflow-y-auto max-lg:hidden print:hidden"
    >
      <p className="num px-2.5 pb-2 text-[12.5px] text-muted">{about}</p>
      <ol className="flex flex-col gap-0.5">
        {steps.map((step, index) => (
          <li key={step.id}>
            <a
              ref={index === current ? marked : undefined}
              href={`#step-${index + 1}`}
              aria-current={index === current ? "location" : undefined}
              onClick={(event) => go(event, index + 1)}
              className="block rounded-lg px-2.5 py-1.5 text-[13.5px] break-words text-muted hover:bg-sunk aria-[current]:bg-accent-soft aria-[current]:font-[550] aria-[current]:text-accent"
            >
              {index + 1}. <StepTitle title={step.title} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
