/** A source that is being recorded and cannot be changed until the recording ends: shown, not pressed. */
import type { ReactNode } from "react";

import { Icon, type IconName } from "@/components/icon";

interface SourceLabelProps {
  icon: IconName;
  name: string;
  children?: ReactNode;
}

export function SourceLabel({ icon, name, children }: SourceLabelProps) {
  return (
    <span className="flex h-[46px] items-center gap-2.5 px-3.5 text-muted">
      <Icon name={icon} className="text-ok" />
      <span className="max-sm:sr-only">{name}</span>
      {children}
    </span>
  );
}
