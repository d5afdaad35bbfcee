/** German: what the recorder's page says of marks. */
import type { marksWords } from "../marks";

export const marks: typeof marksWords = {
  mark: "Schritt markieren",
  marked: (clock) => `Schritt markiert · ${clock}`,
  refused: "Der Server hat eine Markierung nicht angenommen. Die Aufnahme geht weiter.",
};
