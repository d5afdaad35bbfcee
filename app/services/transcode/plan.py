"""Decides how a video is transcoded: its ladder, its pieces, and what is copied. All workers follow the same plan."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from app.config import Settings
from app.domain.transcode import ladder, pieces, stream_copy
from app.domain.transcode.ladder import Rung
from app.domain.transcode.pieces import Piece
from app.domain.transcode.sounds import SOUND, Sound, named
from app.domain.transcode.stream_copy import Coded
from app.domain.uploads.containers import Container
from app.errors import VideoFlowError
from app.media.hls import Source
from app.media.look import Look
from app.media.probe.streams import AudioStream, Played
from app.media.probe.survey import Survey, survey

# Segments of any length have to be named one by one, in one argument of a command: 128 KiB on Linux.
_MOST_CUTS = 8000
_OLD_LOOK = ("transfer", "interlaced", "square")
# These have an index of keyframes; the others are searched by guessing.
_INDEXED = (Container.WEBM, Container.MATROSKA, Container.MP4, Container.QUICKTIME)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run makes. `rungs` are the ones to encode; `copied` is the rung that the source is fit for as it is.

    `sounds` begin with the one that is played where nobody chooses.

    `seconds` is how long all renditions are, `segment` the length of most segments in seconds. `pieces` is empty where
    nothing is encoded.
    """

    s3_key: str
    container: str
    video: int | None
    sounds: tuple[Sound, ...]
    origin: float
    look: Look
    rate: str
    frames: int
    seconds: float
    segment: float
    preset: str
    rungs: tuple[Rung, ...]
    copied: Rung | None
    cuts: tuple[int, ...]
    pieces: tuple[Piece, ...]

    @property
    def fps(self) -> Fraction:
        """Frames a second."""
        return Fraction(self.rate)

    @property
    def all_rungs(self) -> tuple[Rung, ...]:
        """The ladder, the largest first."""
        return ((self.copied,) if self.copied else ()) + self.rungs

    def source(self, path: Path, sound: Sound | None = None) -> Source:
        """The source, once it is on disk, of which this sound is heard."""
        container, heard = Container(self.container), sound or next(iter(self.sounds), None)
        return Source(path, container, self.video, heard.stream if heard else None, self.origin, self.look)

    def as_json(self) -> dict[str, Any]:
        """As a run's row keeps it, for other workers to read."""
        kept: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return kept


def read_plan(kept: dict[str, Any]) -> Plan:
    """The opposite of Plan.as_json."""
    values = dict(kept)
    # A run that was begun before a deploy says its look in these alone.
    before: dict[str, Any] = {name: values.pop(name) for name in _OLD_LOOK if name in values}
    said: dict[str, Any] = values.get("look") or before
    values["look"] = Look(**said)
    values["sounds"] = _read_sounds(values.get("sounds", ()), values.pop("audio", None))
    values["rungs"] = tuple(Rung(**each) for each in values["rungs"])
    values["copied"] = Rung(**values["copied"]) if values["copied"] else None
    values["cuts"] = tuple(values["cuts"])
    values["pieces"] = tuple(Piece(**{**each, "cuts": tuple(each["cuts"])}) for each in values["pieces"])
    return Plan(**values)


def _read_sounds(kept: Sequence[dict[str, Any]], alone: int | None) -> tuple[Sound, ...]:
    """A plan that was made before there were several names one stream `alone`."""
    if alone is not None:
        return (Sound(SOUND, alone),)
    return tuple(Sound(**each) for each in kept)


def plan(
    path: Path,
    container: Container,
    s3_key: str,
    settings: Settings,
    may_copy: bool = True,
    played: Played | None = None,
) -> Plan:
    """Looks at a source and decides; `played` is what its probe has decided already.

    Raises VideoFlowError `not_a_video` or `too_long`, for good.
    """
    found = survey(path, container, played)
    if found.video is None and found.audio is None:
        raise VideoFlowError("not_a_video", "The file holds no picture and no sound.", http_status=422)
    if found.duration > settings.max_video_seconds:
        hours = settings.max_video_seconds / 3600
        raise VideoFlowError("too_long", f"The video is longer than {hours:g} hours.", http_status=422)
    return decide(found, container, s3_key, settings, may_copy)


def decide(found: Survey, container: Container, s3_key: str, settings: Settings, may_copy: bool = True) -> Plan:
    """The plan for what was found in a file."""
    rate = ladder.output_rate(found.gaps)
    frames = pieces.frame_count(found.duration, found.times[-1] if found.times else 0.0, rate)
    rungs = ladder.rungs(found.width, found.height, rate) if found.video is not None else []
    cuts = _copied_cuts(found, container, rungs, frames, rate, settings) if rungs and may_copy else None
    copied = rungs.pop(0) if cuts else None
    cuts = cuts or pieces.grid(frames, rate, settings.segment_seconds)
    margin = 0 if container in _INDEXED else 2
    made = pieces.plan(cuts, frames, rate, settings.piece_seconds, found.keyframes, margin) if rungs else []
    return Plan(
        s3_key=s3_key,
        container=container.value,
        video=found.video,
        sounds=_sounds(found),
        origin=found.origin,
        look=found.look,
        rate=str(rate),
        frames=frames,
        seconds=float(frames / rate),
        segment=settings.segment_seconds,
        preset=settings.transcode_preset,
        rungs=tuple(rungs),
        copied=copied,
        cuts=tuple(cuts),
        pieces=tuple(made),
    )


def _sounds(found: Survey) -> tuple[Sound, ...]:
    """The sounds there are; the one that is played is there, or there is none."""
    if found.audio is None:
        return ()
    heard = found.sounds or (AudioStream(found.audio, ""),)
    return tuple(
        Sound(name, each.index, each.language, each.title, each.is_aside)
        for name, each in zip(named(len(heard)), heard, strict=True)
    )


def _copied_cuts(
    found: Survey, container: Container, rungs: list[Rung], frames: int, rate: Fraction, settings: Settings
) -> list[int] | None:
    """Where segments begin if the top rung is the source as it is; None where it is encoded."""
    if container not in _INDEXED or not stream_copy.is_fit(_coded(found), rungs[0]):
        return None
    if not stream_copy.is_regular(list(found.times), found.duration, rate):
        return None
    cuts = stream_copy.keyframe_grid(found.keyframes, frames, rate, settings.segment_seconds)
    return cuts if cuts and len(cuts) <= _MOST_CUTS else None


def _coded(found: Survey) -> Coded:
    header = found.header
    return Coded(
        codec=header.get("codec_name", ""),
        profile=header.get("profile", ""),
        level=int(header.get("level", 0)),
        pixels=header.get("pix_fmt", ""),
        width=int(header.get("width", 0)),
        height=int(header.get("height", 0)),
        bits=found.size * 8 / (found.picture_end or 1.0),
        is_plain=found.is_plain,
    )
