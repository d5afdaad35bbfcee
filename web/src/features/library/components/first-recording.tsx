/** An empty library: what will be here and the one thing to do. */
import type { ReactNode } from "react";

import { Icon, type IconName } from "@/components/icon";
import { libraryWords } from "@/words/library";

function promises(): { icon: IconName; title: string; text: string }[] {
  return [
    { icon: "cloud", title: libraryWords.safe, text: libraryWords.safeHow },
    { icon: "link", title: libraryWords.linkAtOnce, text: libraryWords.linkHow },
    { icon: "steps", title: libraryWords.guideFree, text: libraryWords.guideHow },
  ];
}

export function FirstRecording({ recordLink }: { recordLink: ReactNode }) {
  return (
    <section className="mx-auto flex max-w-[720px] flex-col items-center px-4 py-10 text-center md:py-16">
      <div
        aria-hidden="true"
        className="relative grid aspect-video w-[min(320px,80vw)] place-items-center rounded-2xl border border-line bg-linear-135 from-accent-soft to-sunk shadow-card"
      >
        <span className="grid size-16 place-items-center rounded-full border-4 border-panel bg-rec-fill shadow-float">
          <span className="size-5 rounded-full bg-white" />
        </span>
        <span className="absolute inset-x-4 bottom-4 h-[5px] rounded bg-line-strong">
          <span className="absolute inset-y-0 left-0 w-1/3 rounded bg-accent-fill" />
        </span>
      </div>
      <h2 className="mt-8 text-[22px] font-[650] tracking-[-0.02em]">{libraryWords.first}</h2>
      <p className="mt-1.5 mb-6 max-w-[420px] text-muted">{libraryWords.firstHow}</p>
      {recordLink}
      <ul className="mt-14 grid w-full gap-5 text-left sm:grid-cols-3">
        {promises().map(({ icon, title, text }) => (
          <li key={title} className="flex gap-3 sm:flex-col">
            <Icon name={icon} size={20} className="mt-0.5 text-accent" />
            <div>
              <div className="font-[570]">{title}</div>
              <div className="text-[13px] text-muted">{text}</div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
