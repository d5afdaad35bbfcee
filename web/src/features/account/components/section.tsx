/** A part of the settings: what it is about in a sentence, and what can be done. */
import { useId, type ReactNode } from "react";

interface SectionProps {
  title: string;
  about: string;
  children: ReactNode;
}

export function Section({ title, about, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line py-7 first:border-t-0 first:pt-0">
      <h2 id={id} className="text-[15px] font-[620] tracking-[-0.01em]">
        {title}
      </h2>
      <p className="mt-0.5 mb-4 text-muted">{about}</p>
      {children}
    </section>
  );
}
