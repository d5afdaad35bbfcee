/** The API's shapes by their plain names; all come from the generated schema. */
import type { components } from "./api-schema";

type Schemas = components["schemas"];

export type SignIn = Schemas["Session"];
export type User = SignIn["user"];

export type MultitrackRecording = Schemas["Sessions.Session"];
export type MultitrackTrack = MultitrackRecording["tracks"][number];
export type TrackName = MultitrackTrack["track"];

export type Video = Schemas["Video"];
export type VideoPage = Schemas["VideoPage"];
export type VideoItem = VideoPage["items"][number];
export type VideoStatus = Video["status"];
export type Playback = NonNullable<Video["playback"]>;
export type Rendition = Video["renditions"][number];
export type Stage = Video["stages"][number];

export type Annotation = Schemas["Annotation"];
export type Document = Schemas["Document"];
export type GuideFormat = Schemas["GuideFileQuery.Format"];
export type AnnotationFormat = Schemas["AnnotationFileQuery.Format"];
export type DocumentStep = Document["steps"][number];
/** A guide as it is edited, with all of its steps. */
export type EditableGuide = Schemas["EditableGuide"];
export type EditableStep = EditableGuide["steps"][number];
export type GuideOperation = Schemas["Edits"]["operations"][number];
export type GuidePart = EditableStep["edited"][number];
export type GuideVersion = Schemas["History"]["items"][number];
export type FrameText = Schemas["FrameTexts"]["items"][number];

export type FoundSecrets = Schemas["Secrets"];
export type FoundSecret = FoundSecrets["items"][number];
export type Decision = FoundSecret["decision"];
export type SecretKind = FoundSecret["kind"];

export type SearchPage = Schemas["SearchPage"];
/** A video with its best hits. */
export type FoundVideo = SearchPage["items"][number];
export type Hit = FoundVideo["hits"][number];

export type StartedUpload = Schemas["StartedUpload"];
export type PartUrls = Schemas["PartUrls"];
export type UploadState = Schemas["UploadState"];
export type UnfinishedUpload = Schemas["UnfinishedUploads"]["items"][number];

export type Visibility = Video["visibility"];
/** What somebody may do with a video. */
export type Action = Video["rights"][number];
/** What a link or a named person may: watch, comment, edit. */
export type Right = Share["right"];
export type Share = Schemas["Share"];
export type NewShare = Schemas["NewShare"];
export type ShareChange = Schemas["ShareChange"];
export type NamedPeople = Schemas["People"];
export type NamedPerson = NamedPeople["items"][number];
/** A video as a link shows it. */
export type LinkedVideo = Schemas["LinkedVideo"];

export type News = Schemas["News"];
export type NewsLine = News["items"][number];
export type NewsRead = Schemas["Read"];
export type Account = Schemas["Account"];
export type AccountChange = Schemas["AccountChange"];
export type AccountExport = Schemas["Export"];
export type AccountSignIn = Schemas["SignIns"]["items"][number];
export type ApiToken = Schemas["Tokens"]["items"][number];
export type NewToken = Schemas["TokenWish"];
export type TokenScope = ApiToken["scopes"][number];

/** Somebody with an account, as administrators see them. */
export type PersonListed = Schemas["PeoplePage"]["items"][number];
export type PersonChange = Schemas["PersonChange"];
export type Role = User["role"];
export type NewInvitation = Schemas["NewInvitation"];
export type Invitation = Schemas["Invitations"]["items"][number];
export type Invite = Schemas["Invite"];
export type StoredBy = Schemas["Storage"]["items"][number];
export type Workspace = Schemas["Workspace"];
export type WorkspaceChange = Schemas["WorkspaceChange"];
export type AuditEntry = Schemas["AuditPage"]["items"][number];
export type AuditKind = AuditEntry["kind"];
