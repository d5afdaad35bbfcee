/** What is said of secrets that stand in a video. */
import { counted } from "./plural";

const kinds = {
  password: { one: "password", other: "passwords" },
  api_key: { one: "API key", other: "API keys" },
  card: { one: "card number", other: "card numbers" },
  iban: { one: "IBAN", other: "IBANs" },
  email: { one: "email address", other: "email addresses" },
  phone: { one: "phone number", other: "phone numbers" },
};

export const redactionWords = {
  kinds,
  section: "On screen",
  title: "What should nobody see?",
  found: (amounts: readonly [keyof typeof kinds, number][]) =>
    `Found ${amounts.map(([kind, amount]) => counted(amount, kinds[kind])).join(", ")} on screen.`,
  foundAfterCopy: (found: string) => `${found} Whoever opens the link sees that. “Share” shows where, and covers it.`,
  nothing: "No passwords, keys, card numbers or addresses were found on screen.",
  covered: (amount: number) => `${counted(amount, { one: "secret is", other: "secrets are" })} covered in the video.`,
  running: "Being covered. Until that is done only you can watch the video.",
  uncovering: "The video is being made anew.",
  failed: "Covering did not succeed. Until it does only you can watch the video. “Run again” is on the video's page.",
  notLoaded: (why: string) => `What stands on screen could not be looked through. ${why}`,
  notDecided: (why: string) => `Nothing was changed. ${why}`,
  review: "Review",
  choose: (name: string) => `Choose ${name}`,
  look: "Look",
  hide: "Hide",
  lookAt: (name: string) => `Look at ${name}`,
  places: (amount: number) => counted(amount, { one: "place", other: "places" }),
  decided: { blurred: "Covered", dismissed: "Left as it is" },
  blur: "Blur in the video",
  dismiss: "Leave as it is",
  uncover: "Uncover",
  original: "The original",
  originalWhy: "What was recorded is kept, for you alone.",
};
