/** What the recorder's page says of marks. */

export const marksWords = {
  mark: "Mark step",
  marked: (clock: string) => `Step marked · ${clock}`,
  refused: "The server did not take a mark. The recording goes on.",
};
