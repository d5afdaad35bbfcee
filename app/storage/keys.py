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
    "video/x-msvideo": "avi",
    "video/mp2t": "ts",
    "audio/ogg": "ogg",
    "video/ogg": "ogv",
    "audio/mpeg": "mp3",
}

ROOT = "videos/"
# Apart from all that may be delivered, so that one rule of the bucket or the CDN can shut it off.
QUARANTINE = "quarantine/"
# What belongs to everybody: no video's, and given to whoever asks.
WORKSPACE = "workspace/"
# What people take along.
EXPORTS = "exports/"
PICTURES = "pictures/"
# What is made of a video, by whoever makes it; each run stores below a name of its own.
JOINED, COMPILED, POSTER, STORYBOARD, FRAMES, STEPS = "joined", "compiled", "poster", "storyboard", "frames", "steps"
HLS, DOWNLOAD, GUIDE, RETOUCHED = "hls", "download", "guide", "retouched"
REDACTED = "redacted"
VOICE, SHEET = "voice", "sheet"


def video_prefix(video_id: UUID) -> str:
    """All objects of a video; ends in a slash so that one id is never another's prefix."""
    return f"{ROOT}{video_id}/"


def video_of(key: str) -> UUID | None:
    """Whose object it is; None for what lies elsewhere."""
    root, _, rest = key.partition("/")
    try:
        return UUID(rest.partition("/")[0]) if f"{root}/" == ROOT else None
    except ValueError:
        return None


def original(video_id: UUID, mime_type: str) -> str:
    """The bytes as they were recorded."""
    return f"{video_prefix(video_id)}original.{_extension(mime_type)}"


def output(video_id: UUID, kind: str, run: str) -> str:
    """All that one run of a kind stores. A name of its own, so that no URL ever gives other bytes."""
    return f"{video_prefix(video_id)}{kind}/{run}/"


def stored_together(key: str) -> str:
    """What one run has stored beside an object: the names begin with this. For one that lies alone, its own name."""
    root, video, *parts = key.split("/")
    return f"{root}/{video}/{parts[0]}/{parts[1]}/" if len(parts) > 2 else key


def joined(video_id: UUID, run: str, mime_type: str) -> str:
    """A recording whose takes were joined."""
    return f"{output(video_id, JOINED, run)}recording.{_extension(mime_type)}"


def track(video_id: UUID, name: str, mime_type: str) -> str:
    """One stream of a session, `video` or `audio`, as it was recorded."""
    return f"{video_prefix(video_id)}tracks/{name}.{_extension(mime_type)}"


def redacted(video_id: UUID, run: str) -> str:
    """The recording with its secrets covered, of which all is made that others see."""
    return f"{output(video_id, REDACTED, run)}recording.mp4"


def compiled(video_id: UUID, run: str) -> str:
    """What was made of a session's tracks."""
    return f"{output(video_id, COMPILED, run)}recording.mp4"


def download(video_id: UUID, run: str, name: str) -> str:
    """The MP4 for people who want a file. Not below the segments: who may play may not always save."""
    return f"{output(video_id, DOWNLOAD, run)}{name}.mp4"


def sprite(video_id: UUID, run: str, number: int) -> str:
    """A sheet of small pictures for scrubbing."""
    return f"{output(video_id, STORYBOARD, run)}{number:04d}.jpg"


def preview(video_id: UUID, run: str) -> str:
    """The short moving picture a library shows under the pointer."""
    return f"{output(video_id, STORYBOARD, run)}preview.mp4"


def quarantine(video_id: UUID) -> str:
    """Where a file goes in which the scanner found something."""
    return f"{QUARANTINE}{video_id}"


def account_exports(user_id: UUID) -> str:
    """All that a person's exports store."""
    return f"{EXPORTS}{user_id}/"


def account_export(user_id: UUID, run: str) -> str:
    """The zip of one attempt."""
    return f"{account_exports(user_id)}{run}.zip"


def pictures(user_id: UUID) -> str:
    """All pictures of a person."""
    return f"{PICTURES}{user_id}/"


def picture(user_id: UUID, run: str) -> str:
    """One of them."""
    return f"{pictures(user_id)}{run}.webp"


def poster(video_id: UUID, run: str) -> str:
    """The still that stands for the video."""
    return f"{output(video_id, POSTER, run)}poster.jpg"


def first_still(video_id: UUID, run: str) -> str:
    """The picture at 0:00, beside the poster."""
    return f"{output(video_id, POSTER, run)}first.jpg"


def frame_image(video_id: UUID, run: str, milliseconds: int) -> str:
    """A sampled frame, by its time in the video."""
    return f"{output(video_id, FRAMES, run)}{milliseconds:010d}.jpg"


def before_image(video_id: UUID, run: str, milliseconds: int) -> str:
    """A frame from just before something changed."""
    return f"{output(video_id, FRAMES, run)}{milliseconds:010d}-before.jpg"


def step_image(video_id: UUID, run: str, index: int) -> str:
    """The picture of a step of the document."""
    return f"{output(video_id, STEPS, run)}{index:04d}.jpg"


def guide_file(video_id: UUID, run: str, extension: str) -> str:
    """The guide as a file of one format. Below the video's prefix: it goes with it, and is opened by its rights."""
    return f"{output(video_id, GUIDE, run)}guide.{extension}"


def retouched(video_id: UUID, run: str) -> str:
    """A picture that was made for a step because somebody edited it, as everybody sees it."""
    return f"{output(video_id, RETOUCHED, run)}shown.jpg"


def unretouched(video_id: UUID, run: str) -> str:
    """The same with all that can be read in it: for the video's owner."""
    return f"{output(video_id, RETOUCHED, run)}plain.jpg"


def annotation_sheet(video_id: UUID, run: str) -> str:
    """What was said about the video, to print. Below its prefix: it goes with it, and is opened by its rights."""
    return f"{output(video_id, SHEET, run)}sheet.pdf"


def voice(video_id: UUID, run: str, name: str) -> str:
    """A voice-over's file: what was sent, or what was made of it."""
    return f"{output(video_id, VOICE, run)}{name}"


def live_prefix(video_id: UUID) -> str:
    """What is kept of a recording that is read while it is made."""
    return f"{video_prefix(video_id)}live/"


def live_state(video_id: UUID, slot: int) -> str:
    """What is known of it so far. Of two names one is written while the other holds."""
    return f"{live_prefix(video_id)}{slot}"


def all_of_kind(video_id: UUID, kind: str) -> str:
    """What all runs of a kind have stored."""
    return f"{video_prefix(video_id)}{kind}/"


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


def logo(name: str) -> str:
    """A workspace's logo. Another one has another name, so that no URL ever gives other bytes."""
    return f"{WORKSPACE}logo-{name}.png"
