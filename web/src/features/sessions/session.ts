/** A session: a picture and a sound recorded beside each other, and the film that is compiled of them. */

export type SessionStatus = "recording" | "recorded" | "compiling" | "compiled" | "failed";
export type TrackName = "video" | "audio";

export interface SessionTrack {
  track: TrackName;
  state: string;
  /** Bytes. */
  size: number | null;
  mime_type: string | null;
  started_at: number | string | null;
}

export interface Session {
  session_id: string;
  title: string;
  created_at: string;
  status: SessionStatus;
  /** 0 to 1. */
  progress: number;
  /** Bytes of the film, or of the tracks while there is none. */
  size: number | null;
  /** Seconds. */
  duration: number | null;
  tracks: SessionTrack[];
  error: { code: string; message: string } | null;
}

export const TRACK_WORDS: Readonly<Record<TrackName, string>> = { video: "Picture", audio: "Sound" };
