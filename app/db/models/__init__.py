"""The tables, one family a file."""

from app.db.models.annotations import Annotation, AnnotationLayer, AnnotationReaction, AnnotationTombstone
from app.db.models.documents import DocumentExport, DocumentStep, FrameText, RecordingMark
from app.db.models.exports import ExportRow
from app.db.models.garbage import Garbage
from app.db.models.guides import EditedGuide, GuideEdit, GuidePicture
from app.db.models.hosts import Host
from app.db.models.leaving import AccountExport
from app.db.models.live import LiveReading
from app.db.models.notifications import NewsMail, Notification
from app.db.models.pipeline import Stage, Turn, VideoEvent
from app.db.models.redaction import FoundSecret
from app.db.models.renditions import Rendition, TranscodePiece, TranscodeRun
from app.db.models.search import SearchDocument, SearchLine, SearchMark, SearchWord
from app.db.models.sharing import Named, Share, ShareGuest
from app.db.models.sheets import AnnotationSheet
from app.db.models.uploads import Upload, UploadEvent, UploadPart
from app.db.models.users import ApiToken, Invitation, PasswordReset, SignIn, User
from app.db.models.videos import Video
from app.db.models.voices import VoiceOver
from app.db.models.workspace import AuditEntry, WorkspaceRow

__all__ = [
    "AccountExport",
    "Annotation",
    "AnnotationLayer",
    "AnnotationReaction",
    "AnnotationSheet",
    "AnnotationTombstone",
    "ApiToken",
    "AuditEntry",
    "DocumentExport",
    "DocumentStep",
    "EditedGuide",
    "ExportRow",
    "FoundSecret",
    "FrameText",
    "Garbage",
    "GuideEdit",
    "GuidePicture",
    "Host",
    "Invitation",
    "LiveReading",
    "Named",
    "NewsMail",
    "Notification",
    "PasswordReset",
    "RecordingMark",
    "Rendition",
    "SearchDocument",
    "SearchLine",
    "SearchMark",
    "SearchWord",
    "Share",
    "ShareGuest",
    "SignIn",
    "Stage",
    "TranscodePiece",
    "TranscodeRun",
    "Turn",
    "Upload",
    "UploadEvent",
    "UploadPart",
    "User",
    "Video",
    "VideoEvent",
    "VoiceOver",
    "WorkspaceRow",
]
