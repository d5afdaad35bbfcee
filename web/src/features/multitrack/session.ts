/** A session: a picture and a sound recorded beside each other, and the film that is compiled of them. */
import type { components } from "@/lib/api-schema";

export type Session = components["schemas"]["Sessions.Session"];
export type SessionTrack = Session["tracks"][number];
export type TrackName = SessionTrack["track"];

export const TRACK_WORDS: Readonly<Record<TrackName, string>> = { video: "Picture", audio: "Sound" };
