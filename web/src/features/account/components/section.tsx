/** A part of the settings: what it is about in a sentence, and what can be done. */
import { useEffect, useId, useRef, type ReactNode } from "react";

interface SectionProps {
  /** What a link to this part has behind the "#". */
  id?: string;
  title: string;
  about: string;
  children: ReactNode;
}

export function Section({ id: anchor, title, about, children }: SectionProps) {
  const id = useId();
  const ref = useRef<HTMLElement>(null);
  // The page comes after its address, so that the browser has looked for it in vain.
  useEffect(() => {
    if (anchor !== undefined && location.hash === `#${anchor}`) ref.current?.scrollIntoView();
  }, [anchor]);
  return (
    <section ref={ref} id={anchor} aria-labelledby={id} className="border-t border-line py-7 first:border-t-0 first:pt-0">
      <h2 id={id} className="text-[15px] font-[620] tracking-[-0.01em]">
        {title}
      </h2>
      <p className="mt-0.5 mb-4 text-muted">{about}</p>
      {children}
    </section>
  );
}
