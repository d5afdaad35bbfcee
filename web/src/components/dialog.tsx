/** A modal on the browser's own <dialog>: focus stays inside, Escape and a click beside it close it. */
import { useEffect, useId, useRef, type ReactNode } from "react";

import { cx } from "@/lib/cx";
import { commonWords } from "@/words/common";

import { IconButton } from "./icon-button";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, the safe one first. */
  actions?: ReactNode;
  wide?: boolean;
  /** From below where the page is narrow. */
  sheet?: boolean;
}

/** Mounted means open: render it only while it is wanted. */
export function Dialog({ title, onClose, children, actions, wide = false, sheet = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
  }, []);

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className={cx(
        "m-auto w-[calc(100vw-32px)] animate-rise rounded-2xl border border-line bg-panel p-0 text-ink shadow-float",
        wide ? "max-w-[560px]" : "max-w-[420px]",
        sheet && "max-sm:mb-0 max-sm:w-full max-sm:max-w-full max-sm:rounded-b-none",
      )}
    >
      <div className="p-5">
        <div className="flex items-start gap-3">
          <h2 id={titleId} className="flex-1 pt-0.5 text-base font-[620] tracking-[-0.01em]">
            {title}
          </h2>
          <IconButton icon="close" label={commonWords.close} onClick={onClose} className="-mt-1 -mr-1.5" />
        </div>
        <div className="mt-2 text-muted">{children}</div>
        {actions != null && <div className="mt-6 flex flex-wrap justify-end gap-2">{actions}</div>}
      </div>
    </dialog>
  );
}
