/** Places of the app that stand beside the library alone. */

export const placeWords = {
  administration: "Administration",
};
