"""Names of objects in the bucket. Everything of one video lies under one prefix."""

from dataclasses import dataclass
from uuid import UUID

_EXTENSIONS = {
    "video/webm": "webm",
    "audio/webm": "webm",
    "video/mp4": "mp4",
    "audio/mp4": "m4a",
    "video/x-matroska": "mkv",
    "video/quicktime": "mov",
}

ROOT = "videos/"
_ORIGINAL = "original."
_JOINED = "joined-"


def video_prefix(video_id: UUID) -> str:
    """All objects of a video; ends in a slash so that one id is never another's prefix."""
    return f"{ROOT}{video_id}/"


def original(video_id: UUID, mime_type: str) -> str:
    """The bytes as they were recorded."""
    return f"{video_prefix(video_id)}{_ORIGINAL}{_extension(mime_type)}"


def joined(video_id: UUID, run: str, mime_type: str) -> str:
    """What one run has made of the recorder's sessions. A name of its own, so that no URL ever gives other bytes."""
    return f"{video_prefix(video_id)}{_JOINED}{run}.{_extension(mime_type)}"


def is_joined(key: str) -> bool:
    """Whether this is the name of joined sessions."""
    return key.rpartition("/")[2].startswith(_JOINED)


def is_recording(key: str) -> bool:
    """Whether this is the name of a whole recording, as it was sent or joined, and not of something made from it."""
    return key.rpartition("/")[2].startswith((_ORIGINAL, _JOINED))


def poster(video_id: UUID) -> str:
    """The still that stands for the video."""
    return f"{video_prefix(video_id)}poster.jpg"


def frame_image(video_id: UUID, milliseconds: int) -> str:
    """A sampled frame, by its time in the video."""
    return f"{video_prefix(video_id)}frames/{milliseconds:010d}.jpg"


def step_image(video_id: UUID, index: int) -> str:
    """The picture of a step of the document."""
    return f"{video_prefix(video_id)}steps/{index:04d}.jpg"


@dataclass(frozen=True, slots=True)
class Spilled:
    """A copy of bytes [start, stop) of an upload that are not safe in a part yet."""

    key: str
    start: int
    stop: int


def spill_prefix(video_id: UUID, upload_id: UUID) -> str:
    """All copies of one upload's tail."""
    return f"{video_prefix(video_id)}spill/{upload_id}/"


def spilled(video_id: UUID, upload_id: UUID, start: int, stop: int) -> str:
    """One copy; names sort in stream order."""
    return f"{spill_prefix(video_id, upload_id)}{start:020d}-{stop:020d}"


def read_spilled(key: str) -> Spilled:
    """What a copy's name says. Raises ValueError for another name."""
    start, _, stop = key.rpartition("/")[2].partition("-")
    return Spilled(key, int(start), int(stop))


def _extension(mime_type: str) -> str:
    return _EXTENSIONS.get(mime_type.split(";")[0].strip().lower(), "bin")
