/** Nothing here, or nothing to be had: what it is, why, and the one thing to do now. */
import type { ReactNode } from "react";

import { Icon, type IconName } from "./icon";

interface EmptyStateProps {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  tone?: "calm" | "trouble";
  compact?: boolean;
  /** h1 where this is all the page has to say. */
  heading?: "h1" | "h2";
}

export function EmptyState({ icon, title, children, action, tone = "calm", compact = false, heading: Heading = "h2" }: EmptyStateProps) {
  return (
    <div
      className={`mx-auto flex max-w-[400px] flex-col items-center text-center ${compact ? "px-6 py-10" : "px-6 py-20"}`}
    >
      <span
        className={`grid place-items-center rounded-2xl ${compact ? "size-11" : "size-14"} ${
          tone === "trouble" ? "bg-rec-soft text-rec-text" : "bg-accent-soft text-accent"
        }`}
      >
        <Icon name={icon} size={compact ? 20 : 26} />
      </span>
      <Heading className={`font-[620] tracking-[-0.01em] ${compact ? "mt-3 text-[15px]" : "mt-5 text-lg"}`}>
        {title}
      </Heading>
      {children != null && <div className="mt-1.5 text-muted">{children}</div>}
      {action != null && <div className={`flex flex-wrap justify-center gap-2 ${compact ? "mt-4" : "mt-6"}`}>{action}</div>}
    </div>
  );
}
