/** German: places of the app that stand beside the library alone. */
import type { placeWords } from "../places";

export const places: typeof placeWords = {
  administration: "Verwaltung",
};
