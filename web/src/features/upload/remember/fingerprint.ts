/** What tells one file from another without reading it. */

export interface Fingerprint {
  fileName: string;
  size: number;
  /** ms since 1970; null where another device chose the file, and only the server told of it. */
  lastModified: number | null;
}

export function fingerprintOf(file: File): Fingerprint {
  return { fileName: file.name, size: file.size, lastModified: file.lastModified };
}

/** Whether `file` may be the one that was begun. */
export function isSameFile(known: Fingerprint, file: File): boolean {
  return (
    known.fileName === file.name &&
    known.size === file.size &&
    (known.lastModified === null || known.lastModified === file.lastModified)
  );
}
