"""What a video plays as, as it goes over the wire: to the browser app, and to programs that wait for its stream."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.api.pipeline.schemas import Source, Stage, Status
from app.api.wire import Bytes, Fault, Share

BitsPerSecond = Annotated[int, Field(ge=0, description="peak, bits per second")]


class Scan(BaseModel):
    """What the virus scanner said; `detail` names what it found, or why it did not look."""

    verdict: Literal["clean", "infected", "too_large", "no_engine"]
    detail: str | None


class Rendition(BaseModel):
    """A size the video is made in, or its sound. Pixels as shown; `copied` where the original's pictures were kept."""

    name: str
    kind: Literal["video", "audio"]
    width: int | None
    height: int | None
    bandwidth: BitsPerSecond | None
    progress: Share
    ready: bool
    copied: bool


class SoundTrack(BaseModel):
    """A sound that can be chosen. `language` is a code, as far as the file names one; `is_aside`: a commentary."""

    index: int
    codec: str
    language: str | None
    title: str | None
    channels: int | None
    chosen: bool
    is_aside: bool


class Unplayed(BaseModel):
    """A track the video goes without: of a kind that cannot be decoded, or `damaged`. `codec` has ffprobe's name."""

    kind: Literal["picture", "sound"]
    codec: str
    damaged: bool


class Media(BaseModel):
    """What is in a video, once it was examined. `sounds` are all that one may choose from."""

    container: str
    has_video: bool
    has_audio: bool
    sounds: list[SoundTrack]
    unplayed: list[Unplayed]


class Playback(BaseModel):
    """How to play a video until `expires_at`.

    `url` is the video as it came in, `hls_url` a master playlist; `hls_credentials` where its segments want the cookies
    that come with the playlists. `poster_url` shows what the video is about, `first_still_url` its picture at 0:00,
    where a player begins; of sound alone both are a picture of the sound. `storyboard_url` is WebVTT whose cues name
    pictures, `preview_url` a short silent MP4.
    """

    url: str
    mime_type: str
    expires_at: datetime
    seekable: bool
    hls_url: str | None
    hls_credentials: bool
    poster_url: str | None
    first_still_url: str | None
    storyboard_url: str | None
    preview_url: str | None
    download_url: str | None


class VideoIdQuery(BaseModel):
    """Which video."""

    videoId: UUID


class ProcessingStatus(BaseModel):
    """How far a video is."""

    videoId: UUID
    status: Status
    progress: Share
    stages: list[Stage]
    error: Fault | None


class StreamUrl(BaseModel):
    """Where a player starts, until `expires_at`. `credentials`: segments want the cookies that this answer sets."""

    videoId: UUID
    url: str
    type: Literal["hls"]
    expires_at: datetime
    credentials: bool


class Variant(BaseModel):
    """A rung of the ladder, or the sound."""

    name: str
    kind: Literal["video", "audio"]
    width: int | None
    height: int | None
    bandwidth: BitsPerSecond | None
    codecs: str | None
    progress: Share
    ready: bool


class ServiceVideo(BaseModel):
    """A video as the processing service shows it. URLs hold for hours, not for ever."""

    id: UUID
    title: str
    description: str | None
    status: Status
    progress: Share
    duration: float | None
    size: Bytes | None
    width: int | None
    height: int | None
    mime_type: str
    source: Source
    scan: Scan | None
    variants: list[Variant]
    hls_url: str | None
    download_url: str | None
    poster_url: str | None
    created_at: datetime
    error: Fault | None
