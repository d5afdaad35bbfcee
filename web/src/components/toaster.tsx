/** Where toasts appear; a live region, so they are also heard. They stand above a dock of controls, and never on it. */
import { commonWords } from "@/words/common";

import { Icon } from "./icon";
import { IconButton } from "./icon-button";
import { dismissToast, useToasts } from "./toast-store";

export function Toaster() {
  const toasts = useToasts();
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-(--toasts) z-50 flex flex-col items-center gap-2"
    >
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="pointer-events-auto flex max-w-[480px] animate-rise items-center gap-2.5 rounded-card border border-line bg-panel py-2 pr-2 pl-3.5 shadow-float"
        >
          <Icon
            name={toast.tone === "done" ? "check" : "alert"}
            className={toast.tone === "done" ? "text-ok" : "text-rec-text"}
          />
          <span>{toast.text}</span>
          <IconButton icon="close" label={commonWords.dismiss} iconSize={15} onClick={() => dismissToast(toast.id)} />
        </div>
      ))}
    </div>
  );
}
