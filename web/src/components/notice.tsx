/** A line that tells of trouble or progress in place: what, why, and what to do. */
import type { ReactNode } from "react";

import { Icon, type IconName } from "./icon";

const TONES = {
  trouble: "border-rec/30 bg-rec-soft text-rec-text",
  warning: "border-warn/30 bg-warn-soft text-warn",
  calm: "border-line bg-panel text-muted",
};

interface NoticeProps {
  tone?: keyof typeof TONES;
  icon?: IconName;
  action?: ReactNode;
  children: ReactNode;
}

export function Notice({ tone = "trouble", icon = "alert", action, children }: NoticeProps) {
  return (
    <div
      role={tone === "trouble" ? "alert" : "status"}
      className={`flex items-center gap-3 rounded-card border px-3.5 py-2.5 ${TONES[tone]}`}
    >
      <Icon name={icon} />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
