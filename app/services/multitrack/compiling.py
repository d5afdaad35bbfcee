"""Stage `compile`: one MP4 of a recording's tracks, which stay in sync however far apart they began."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import UUID

import structlog
from sqlalchemy import select

from app import events
from app.db.models import Upload, Video
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.multitrack import (
    AUDIO,
    TRACKS,
    VIDEO,
    Clock,
    CompileOptions,
    Delays,
    delays,
    fit,
    steady_rate,
    take_positions,
)
from app.domain.uploads.containers import Container
from app.domain.uploads.states import UploadState
from app.errors import StageSkipped, VideoFlowError
from app.media import process
from app.media.compiling import Picture, Sound, compile_args
from app.media.probe.examine import MediaFacts, NotMedia, container_of, examine
from app.media.scratch import scratch_folder
from app.services.inspection import joining
from app.services.pipeline import outputs
from app.services.uploads.outcome import record
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

log = structlog.get_logger()

Report = Callable[[float], None]
# As long as a task of the queue may take.
_LIMITS = process.Limits(seconds=23 * 3600)
# Shares of the work.
_FETCHED, _ENCODED = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording as far as compiling needs it: where each track's object is, and when it began."""

    owner_id: UUID
    s3_key: str
    options: CompileOptions
    tracks: dict[str, tuple[str, Clock]]


@dataclass(frozen=True, slots=True)
class Track:
    """A track on disk that has something in it; `seconds` is how long it lasts."""

    path: Path
    clock: Clock
    facts: MediaFacts

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.facts.duration


class _Overtaken(Exception):
    """Another run has compiled the tracks meanwhile."""


def run(video_id: UUID, report: Report) -> None:
    """Puts the compiled MP4 in the video's place. Safe to repeat: each run's object has a name of its own.

    Raises VideoFlowError `nothing_recorded`, `not_a_video` and `tracks_apart`, for good; StorageError and
    ProcessFailed, retryable; StageSkipped where the video was deleted.
    """
    recorded = _load(video_id)
    try:
        with outputs.making(video_id, keys.COMPILED) as output:
            tracks, size = _stored(output, recorded, report)
            _publish(output, recorded.s3_key, size)
    except _Overtaken:
        return
    log.info("recording compiled", video_id=str(video_id), tracks=tracks, size=size)
    events.video_changed(video_id, recorded.owner_id)
    report(1.0)


def _stored(output: outputs.Output, recorded: Recorded, report: Report) -> tuple[list[str], int]:
    """Makes and stores the MP4; returns which tracks are in it, and its size in bytes."""
    with scratch_folder(Path(settings().scratch_dir)) as folder:
        tracks = _fetch(recorded, folder)
        report(_FETCHED)
        target = folder / "compiled.mp4"
        _encode(tracks, recorded.options, target, report)
        get_store().upload_file(keys.compiled(output.video_id, output.run), target, "video/mp4")
        return sorted(tracks), target.stat().st_size


@persistent
def _load(video_id: UUID) -> Recorded:
    with transaction() as work:
        video = work.get(Video, video_id)
        uploads = work.scalars(
            select(Upload).where(Upload.video_id == video_id, Upload.state == UploadState.COMPLETED)
        ).all()
    if video is None:
        raise StageSkipped("The video was deleted.")
    tracks = {upload.track: (upload.s3_key, _clock(upload)) for upload in uploads if upload.track in TRACKS}
    return Recorded(video.owner_id, video.s3_key, CompileOptions(**(video.compile_options or {})), tracks)


def _clock(upload: Upload) -> Clock:
    server = (upload.first_byte_at or upload.created_at).timestamp()
    said = tuple(upload.take_starts or ())
    return Clock(upload.started_at, server, upload.stopped_at, upload.clock_ahead, takes=said)


def _fetch(recorded: Recorded, folder: Path) -> dict[str, Track]:
    """The tracks that have something in them. Raises VideoFlowError."""
    found = {}
    for name, (key, clock) in recorded.tracks.items():
        path = folder / name / "track"
        path.parent.mkdir()
        get_store().download(key, path)
        path, late = _whole(path, name, clock)
        facts = _examined(path, name)
        if facts:
            found[name] = Track(path, _set(clock, facts.duration, late), facts)
    if not found:
        raise VideoFlowError("nothing_recorded", "Neither track holds picture or sound.", http_status=422)
    return found


def _whole(path: Path, name: str, clock: Clock) -> tuple[Path, float | None]:
    """The track, its takes joined where its recorder was started more than once.

    And then how many seconds after its recorder's first start it has something in it; None of a track in one go.
    """
    container = _container(path, name)
    ranges = joining.takes_of(path, container)
    if len(ranges) <= 1:
        return path, None
    try:
        joined = joining.join(path, container, ranges, lambda share: None, partial(take_positions, clock, name))
        return joined.path, joined.late
    except VideoFlowError as error:
        # Nothing is in any of them: that is what its being examined says.
        if error.code != "not_a_video":
            raise
        return path, 0.0


def _set(clock: Clock, seconds: float, late: float | None) -> Clock:
    """The clock of a track that is whole: how long it lasts says something of one that was recorded in one go."""
    if late is None:
        return replace(clock, lasts=seconds)
    return clock if clock.recorder is None else replace(clock, recorder=clock.recorder + late)


def _container(path: Path, name: str) -> Container:
    try:
        return container_of(path)
    except NotMedia as error:
        raise VideoFlowError("not_a_video", f"What was sent as {name} is no recording.", http_status=422) from error


def _examined(path: Path, name: str) -> MediaFacts | None:
    """What a track holds; None where that is nothing of its kind, as of a recorder that was stopped at once."""
    try:
        facts = examine(path)
    except NotMedia:
        return None
    return facts if (facts.video if name == VIDEO else facts.audio) else None


def _encode(tracks: dict[str, Track], options: CompileOptions, target: Path, report: Report) -> None:
    video, audio = tracks.get(VIDEO), tracks.get(AUDIO)
    begin = _begin(video, audio)
    whole = max(begin.video + video.seconds if video else 0.0, begin.audio + audio.seconds if audio else 0.0)
    picture = _picture(video, begin, whole, options) if video else None
    sound = Sound(audio.path, audio.facts.container, begin.audio) if audio else None
    for line in process.lines(compile_args(picture, sound, options, target), _LIMITS):
        name, _, value = line.partition("=")
        if name == "out_time_us" and value.isdigit() and whole:
            report(_FETCHED + (_ENCODED - _FETCHED) * min(int(value) / 1e6 / whole, 1.0))


def _begin(video: Track | None, audio: Track | None) -> Delays:
    begin = delays(video.clock if video else None, audio.clock if audio else None)
    if begin.apart > settings().max_video_seconds:
        raise VideoFlowError("tracks_apart", "The tracks were recorded too far apart to be one video.", http_status=422)
    return begin


def _picture(video: Track, begin: Delays, whole: float, options: CompileOptions) -> Picture:
    stream = video.facts.video
    assert stream is not None
    width, height = fit(stream.width, stream.height, options.resolution)
    hold = max(0.0, whole - begin.video - video.seconds)
    rate = steady_rate(video.facts.fps)
    return Picture(video.path, video.facts.container, begin.video, hold, width, height, rate)


def _publish(output: outputs.Output, former: str, size: int) -> None:
    """Raises _Overtaken where another run has put its own there meanwhile."""
    key = keys.compiled(output.video_id, output.run)

    def replace(work: UnitOfWork) -> None:
        still = Video.s3_key == former
        video_id, kind = output.video_id, "video/mp4"
        if not record(work, video_id, still, s3_key=key, size=size, mime_type=kind, playable=True, seekable=True):
            raise _Overtaken
        outputs.retire(work, [former])

    outputs.publish(output, replace)
