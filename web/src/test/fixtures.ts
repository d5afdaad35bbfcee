/** Plausible API answers; each test says only what matters to it. */
import type { Action, Annotation, Playback, Rendition, Share, Stage, User, VideoItem } from "@/lib/api-types";

export const MARA: User = { id: "u-mara", email: "mara@example.org", name: "Mara Rossi", role: "member", picture_url: null };

export function aStage(name: string, change: Partial<Stage> = {}): Stage {
  return { name, state: "done", progress: 1, attempts: 1, error: null, ...change };
}

export const ALL_DONE: Stage[] = ["finalize", "probe", "thumbnails", "frames", "text", "document"].map((name) =>
  aStage(name),
);

/** What an owner may. */
export const ALL_RIGHTS: Action[] = ["see", "watch", "download", "comment", "moderate", "record", "change", "share", "retry", "delete"];

export function anItem(change: Partial<VideoItem> = {}): VideoItem {
  return {
    id: "v-1",
    title: "Set up single sign-on",
    status: "done",
    progress: 1,
    duration: 252,
    size: 38_400_000,
    mime_type: "video/webm",
    created_at: "2026-11-20T10:00:00Z",
    owner: { id: MARA.id, name: MARA.name },
    visibility: "private",
    rights: [...ALL_RIGHTS],
    trashed_at: null,
    error: null,
    poster_url: null,
    preview_url: null,
    playable: true,
    source: "recording",
    stages: ALL_DONE,
    counts: { comments: 0, steps: 0 },
    ...change,
  };
}

export function aPlayback(change: Partial<Playback> = {}): Playback {
  return {
    url: "https://s3.example/original.webm?X-Amz-Signature=1",
    mime_type: "video/webm",
    expires_at: "2026-11-20T14:00:00Z",
    hls_url: null,
    hls_credentials: false,
    poster_url: null,
    first_still_url: null,
    preview_url: null,
    storyboard_url: null,
    download_url: null,
    seekable: true,
    ...change,
  };
}

export function aRung(name: string, change: Partial<Rendition> = {}): Rendition {
  const height = Number.parseInt(name);
  return {
    name,
    kind: "video",
    width: (height * 16) / 9,
    height,
    bandwidth: 2_000_000,
    progress: 1,
    ready: true,
    copied: false,
    ...change,
  };
}

export function aLink(change: Partial<Share> = {}): Share {
  return {
    id: "l-1",
    token: "k3v9",
    url: "https://videoflow.example/s/k3v9",
    right: "view",
    has_password: false,
    expires_at: null,
    start: null,
    max_views: null,
    views: 0,
    downloads: false,
    needs_email: false,
    embed_domains: null,
    created_at: "2026-11-20T10:00:00Z",
    visibility: "link",
    ...change,
  };
}

export function anAnnotation(change: Partial<Annotation> = {}): Annotation {
  return {
    id: 1,
    video_id: "v-1",
    timestamp: 104,
    end: null,
    type: "comment",
    voice: null,
    content: "Say who may do this",
    data: null,
    author: { id: MARA.id, name: MARA.name, guest: false, gone: false, picture_url: null },
    created_at: "2026-11-20T10:30:00Z",
    version: 2,
    parent_id: null,
    client_id: null,
    edited_at: null,
    resolved: null,
    reactions: [],
    mentions: [],
    ...change,
  };
}
