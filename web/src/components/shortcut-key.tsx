/** A key as printed on a keyboard. */
import type { ReactNode } from "react";

export function ShortcutKey({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-[5px] border border-line bg-panel px-[5px] py-[3px] font-mono text-[11px] leading-none text-muted">
      {children}
    </kbd>
  );
}
