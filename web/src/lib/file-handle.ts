/** Files a browser can open again after a reload (the File System Access API: Chromium only). */

export interface FileHandle {
  getFile(): Promise<File>;
  queryPermission(wish: { mode: "read" }): Promise<PermissionState>;
  requestPermission(wish: { mode: "read" }): Promise<PermissionState>;
}

export interface PickedFile {
  file: File;
  /** Null where the browser lends none. */
  handle: FileHandle | null;
}

const READ = { mode: "read" } as const;

/** The file behind a handle; null where that needs a person's word first, or the file is gone. */
export async function openHandle(handle: FileHandle, ask: boolean): Promise<File | null> {
  try {
    const permission = ask ? await handle.requestPermission(READ) : await handle.queryPermission(READ);
    return permission === "granted" ? await handle.getFile() : null;
  } catch {
    return null;
  }
}
