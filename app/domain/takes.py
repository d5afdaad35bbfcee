"""How the takes of a restarted recorder become one stream: what is copied, what is encoded anew, and to what."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from app.domain.webm import Take, Track

# What players take in MP4, and ffmpeg writes into it.
_IN_MP4: Final = {"V_MPEG4/ISO/AVC", "V_MPEGH/ISO/HEVC", "V_AV1", "V_VP9", "A_AAC", "A_OPUS"}
_SUBTYPES: Final = {"mp4": "mp4", "webm": "webm", "matroska": "x-matroska"}
_IN_WEBM: Final = {"V_VP8", "V_VP9", "V_AV1", "A_OPUS", "A_VORBIS"}
# Their decoders learn everything from the frames, so frames of two encoders may follow each other. H.264 and AV1
# keep parameters in the head, which speaks for one encoder only.
_MATCHED: Final = {"V_VP8", "V_VP9", "A_OPUS"}
_IN_MIME_TYPES: Final = {"V_VP8": "vp8", "V_VP9": "vp9", "A_OPUS": "opus"}
_SMALL: Final = (640, 360)


class Way(Enum):
    """What happens to a track of a take."""

    COPY = "copy"
    ENCODE = "encode"
    FILL = "fill"
    """The take has no such track: black, or silence."""


@dataclass(frozen=True, slots=True)
class Part:
    """How a take gets its share of a track of the joined stream, and what that track is."""

    way: Way
    into: Track


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one take. Either part is None where no take has such a track."""

    picture: Part | None
    sound: Part | None
    seconds: float

    @property
    def parts(self) -> tuple[Part, ...]:
        """Both, as far as they are there."""
        return tuple(part for part in (self.picture, self.sound) if part)

    @property
    def copies(self) -> bool:
        """Whether nothing is encoded."""
        return all(part.way is Way.COPY for part in self.parts)


def plan(takes: Sequence[Take]) -> list[Step]:
    """A step for each take, such that all of them give the same tracks: the picture, then the sound.

    What most of the time was recorded in is what the others are brought to: the longest take is copied and keeps
    its quality, and what has to be encoded is as short as can be. Where the codec does not allow to add to its
    stream, all takes are encoded, to VP9: of the codecs that every browser plays in WebM it takes the least time
    for a picture that is still easy to read. A picture of another size is scaled to fit and centred on black.
    """
    seconds = [max(0.0, take.duration - take.start) for take in takes]
    pictures = _parts([_declared(take, "video") for take in takes], takes, seconds)
    sounds = _parts([_declared(take, "audio") for take in takes], takes, seconds)
    return [Step(*each) for each in zip(pictures, sounds, seconds, strict=True)]


def form(steps: Sequence[Step], is_mp4: bool) -> str:
    """What the joined stream is put into, by ffmpeg's name: WebM or MP4 where it allows the tracks, else Matroska.

    `is_mp4` says that it was recorded as one.
    """
    codecs = {part.into.codec for part in steps[0].parts}
    if is_mp4 and codecs <= _IN_MP4:
        return "mp4"
    return "webm" if codecs <= _IN_WEBM else "matroska"


def mime_type(steps: Sequence[Step], form: str) -> str:
    """The joined stream's, with codecs where they have a short name."""
    kind = "video" if steps[0].picture else "audio"
    names = [_IN_MIME_TYPES.get(part.into.codec) for part in steps[0].parts]
    codecs = f";codecs={','.join(name for name in names if name)}" if all(names) else ""
    return f"{kind}/{_SUBTYPES[form]}{codecs}"


def _declared(take: Take, kind: str) -> Track | None:
    """The track a player would take, without what does not matter to its decoder."""
    found = next((track for track in take.tracks if track.kind == kind), None)
    return found and replace(found, default_duration_ns=None)


def _parts(declared: Sequence[Track | None], takes: Sequence[Take], seconds: Sequence[float]) -> list[Part | None]:
    """One kind of track in every take."""
    filled = [_if_filled(track, take) for track, take in zip(declared, takes, strict=True)]
    declared, filled = _unnumbered(declared), _unnumbered(filled)
    into = _longest(filled, seconds)
    if into is None:
        return [None] * len(takes)
    if into.codec not in _MATCHED:
        # A track that has no block in some take is no reason to encode the others.
        if all(track == into for track in declared):
            return [Part(Way.COPY, into)] * len(takes)
        into = into if all(track == into for track in filled) else _encodable(into)
    return [Part(_way(track, into), into) for track in filled]


def _if_filled(track: Track | None, take: Take) -> Track | None:
    """The track, where the take has something in it."""
    return track if track and track.number in take.filled else None


def _unnumbered(tracks: Sequence[Track | None]) -> list[Track | None]:
    """Recorders number their tracks by which has a frame first."""
    return [track and replace(track, number=0) for track in tracks]


def _longest(tracks: Sequence[Track | None], seconds: Sequence[float]) -> Track | None:
    """The track that most of the time was recorded in; of equals, the first."""
    total: defaultdict[Track, float] = defaultdict(float)
    for track, length in zip(tracks, seconds, strict=True):
        if track:
            total[track] += length
    return max(total, key=lambda track: total[track], default=None)


def _way(track: Track | None, into: Track) -> Way:
    if track is None:
        return Way.FILL
    return Way.COPY if track == into else Way.ENCODE


def _encodable(track: Track) -> Track:
    """What comes closest to it among the tracks that we encode."""
    if track.kind == "audio":
        return Track(0, "audio", "A_OPUS", sample_rate=48000.0, channels=min(track.channels or 1, 2))
    return Track(0, "video", "V_VP9", width=track.width or _SMALL[0], height=track.height or _SMALL[1])
