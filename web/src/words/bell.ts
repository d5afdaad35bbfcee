/** What one is told in the app. */
import { counted } from "./plural";

const more = (others: number): string => (others > 0 ? ` and ${counted(others, { one: "other", other: "others" })}` : "");

export const bellWords = {
  title: "What is new",
  button: (unread: number) => (unread === 0 ? "What is new" : `What is new: ${counted(unread, { one: "thing", other: "things" })} not read`),
  readAll: "Mark all as read",
  none: "Nothing yet. Comments, replies, mentions, shares and finished recordings show here.",
  notLoaded: (why: string) => `This could not be loaded. ${why}`,
  notMarked: (why: string) => `This could not be marked as read. ${why}`,
  loading: "Loading what is new",
  older: "Show older",
  isNew: "New.",
  choose: "Choose what you are told",
  gone: "Deleted person",
  comment: (who: string, others: number, title: string) => `${who}${more(others)} commented on “${title}”`,
  reply: (who: string, others: number, title: string) => `${who}${more(others)} replied about “${title}”`,
  mention: (who: string, others: number, title: string) => `${who}${more(others)} mentioned you in “${title}”`,
  share: (who: string, others: number, title: string) => `${who}${more(others)} shared “${title}” with you`,
  ready: (title: string) => `“${title}” is ready`,
  failed: (title: string) => `“${title}” could not be finished`,
  at: (clock: string) => `at ${clock}`,
};
