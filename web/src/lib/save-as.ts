/** Gives bytes to the person as a file: those that are here, and those of an address whose answer says that they are one. */

export function saveAs(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken the data by the next turn in every browser; a minute costs nothing.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function saveFrom(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
