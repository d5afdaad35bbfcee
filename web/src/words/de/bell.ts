/** German: what one is told in the app. */
import type { bellWords } from "../bell";
import { counted } from "../plural";

const more = (others: number): string => (others > 0 ? ` und ${counted(others, { one: "andere Person", other: "andere" })}` : "");
const has = (others: number): string => (others > 0 ? "haben" : "hat");

export const bell: typeof bellWords = {
  title: "Was es Neues gibt",
  button: (unread) => (unread === 0 ? "Was es Neues gibt" : `Was es Neues gibt: ${counted(unread, { one: "Sache", other: "Sachen" })} ungelesen`),
  readAll: "Alles gelesen",
  none: "Noch nichts. Hier stehen Kommentare, Antworten, Erwähnungen, Geteiltes und fertige Aufnahmen.",
  notLoaded: (why) => `Das konnte nicht geladen werden. ${why}`,
  notMarked: (why) => `Das konnte nicht als gelesen vermerkt werden. ${why}`,
  loading: "Neues wird geladen",
  older: "Ältere zeigen",
  isNew: "Neu.",
  choose: "Auswählen, was du erfährst",
  gone: "Gelöschte Person",
  comment: (who, others, title) => `${who}${more(others)} ${has(others)} „${title}“ kommentiert`,
  reply: (who, others, title) => `${who}${more(others)} ${has(others)} zu „${title}“ geantwortet`,
  mention: (who, others, title) => `${who}${more(others)} ${has(others)} dich in „${title}“ erwähnt`,
  share: (who, others, title) => `${who}${more(others)} ${has(others)} „${title}“ mit dir geteilt`,
  ready: (title) => `„${title}“ ist fertig`,
  failed: (title) => `„${title}“ wurde nicht fertig`,
  at: (clock) => `bei ${clock}`,
};
