/** Files as a browser hands them over, with a handle to open them again where it lends one. */
import type { FileHandle, PickedFile } from "@/lib/file-handle";

interface Lending {
  getAsFileSystemHandle?: () => Promise<(FileHandle & { kind: string }) | null>;
}

interface PickerWindow {
  showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileHandle[]>;
}

export function withoutHandles(files: Iterable<File>): PickedFile[] {
  return [...files].map((file) => ({ file, handle: null }));
}

/** Everything has to be asked for at once: after the drop event the browser forgets. Folders are left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<PickedFile[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const dropped = items.map((item) => ({ file: item.getAsFile(), lent: handleOf(item) }));
  const picked: PickedFile[] = [];
  for (const { file, lent } of dropped) {
    const handle = await lent;
    if (file !== null && handle?.kind !== "directory") picked.push({ file, handle });
  }
  return picked;
}

async function handleOf(item: DataTransferItem): Promise<(FileHandle & { kind: string }) | null> {
  try {
    return (await (item as Lending).getAsFileSystemHandle?.()) ?? null;
  } catch {
    return null;
  }
}

/** Whether the browser has a chooser whose files it can open again after a reload. */
export function canLendFiles(): boolean {
  return (window as PickerWindow).showOpenFilePicker !== undefined;
}

/** Shows that chooser. Resolves with nothing when the person changed their mind. */
export async function chooseLentFiles(multiple: boolean): Promise<PickedFile[]> {
  try {
    const handles = (await (window as PickerWindow).showOpenFilePicker?.({ multiple })) ?? [];
    return await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
  } catch {
    return [];
  }
}
