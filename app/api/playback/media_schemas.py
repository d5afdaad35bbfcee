"""What goes over the wire about a video's media: how it came in, what was made of it, and how to play that."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

BitsPerSecond = Annotated[int, Field(ge=0, description="peak, bits per second")]
Share = Annotated[float, Field(ge=0, le=1, description="how far it is, 0 to 1")]
Source = Literal["recording", "file", "session"]


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


class Playback(BaseModel):
    """How to play a video until `expires_at`.

    `url` is the video as it came in, `hls_url` a master playlist; `hls_credentials` where its segments want the cookies
    that come with the playlists. `storyboard_url` is WebVTT whose cues name pictures, `preview_url` a short silent MP4.
    """

    url: str
    mime_type: str
    expires_at: datetime
    seekable: bool
    hls_url: str | None
    hls_credentials: bool
    poster_url: str | None
    storyboard_url: str | None
    preview_url: str | None
    download_url: str | None
