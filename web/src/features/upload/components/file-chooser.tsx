/** A button that lets the person choose files, by the chooser that remembers them where there is one. */
import { useRef, type ReactNode } from "react";

import type { PickedFile } from "@/lib/file-handle";

import { canLendFiles, chooseLentFiles, withoutHandles } from "../pick-files";

/** What a file chooser offers. */
const ACCEPT = "video/*,audio/*,.mkv,.avi,.wmv,.flv,.mts,.m2ts,.ts,.mxf,.vob";

interface FileChooserProps {
  multiple?: boolean;
  label?: string;
  className: string;
  onFiles: (files: PickedFile[]) => void;
  children: ReactNode;
}

export function FileChooser({ multiple = false, label, className, onFiles, children }: FileChooserProps) {
  const input = useRef<HTMLInputElement>(null);

  async function choose(): Promise<void> {
    if (!canLendFiles()) return input.current?.click();
    const files = await chooseLentFiles(multiple);
    if (files.length > 0) onFiles(files);
  }

  return (
    <>
      <button type="button" aria-label={label} title={label} className={className} onClick={() => void choose()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        accept={ACCEPT}
        onChange={({ currentTarget }) => {
          onFiles(withoutHandles(currentTarget.files ?? []));
          // The same file may be chosen again.
          currentTarget.value = "";
        }}
      />
    </>
  );
}
