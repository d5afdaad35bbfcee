"""Makes of a voice-over what is heard: as loud as others, in segments and as one file, and how loud it is when."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import delete, func, select, update

from app import events, jobs, once
from app.db import layers
from app.db.models import Annotation, Garbage, Video, VoiceOver
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import times
from app.domain.annotations.voices import MOST_ATTEMPTS
from app.domain.transcode.sounds import SOUND, Sound
from app.domain.uploads.containers import Container
from app.errors import StageSkipped, StorageError
from app.media import hls, process, voice, waveform
from app.media.ffmpeg import loudness_args
from app.media.scratch import scratch_folder
from app.services.pipeline import outputs
from app.services.pipeline.outputs import Output
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

log = structlog.get_logger()

# As wide as a row of threads is drawn, at two pixels a bar.
BARS = 160
_TYPE = "audio/mp4"
_LIMITS = process.Limits(seconds=600)
_WAITED = timedelta(seconds=60)
_ASKED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Sent:
    annotation_id: int
    video_id: UUID
    source: str
    container: Container
    stream: int
    duration: float


def run(annotation_id: int) -> None:
    """Makes it. Safe to run twice, late, or beside itself: what another one has made stays."""
    sent = _claim(annotation_id)
    if sent is None:
        return
    try:
        with outputs.making(sent.video_id, keys.VOICE) as output:
            segments, peaks = _made(sent, output)
            _publish(sent, output, segments, peaks)
    except StageSkipped as reason:
        log.info("no voice made", annotation_id=annotation_id, reason=str(reason))
    except StorageError as error:
        # Beat asks again.
        log.warning("voice not made", annotation_id=annotation_id, error=str(error))
        _fail_at_last(annotation_id, "storage_unavailable")
    except process.ProcessFailed as error:
        log.warning("voice not made", annotation_id=annotation_id, error=str(error))
        _fail_at_last(annotation_id, "not_audio", at_once=error.blames_input)


def ask_for_waiting() -> int:
    """Asks for voices that wait, or whose worker was lost; returns how many."""
    query = select(VoiceOver.annotation_id).where(VoiceOver.state == "pending")
    query = query.where(VoiceOver.touched_at < func.now() - _WAITED).order_by(VoiceOver.touched_at)
    with transaction() as work:
        ids = work.scalars(query.limit(_ASKED_AT_ONCE)).all()
    asked = once.may_ask_for([(f"voice:{each}", times.FAIR_TIME) for each in ids], _ASKED_AT_ONCE)
    for what in asked:
        jobs.make_voice(int(what.removeprefix("voice:")))
    return len(asked)


def _claim(annotation_id: int) -> _Sent | None:
    """Counted first: one that kills the worker is tried no more than others."""
    pending = VoiceOver.annotation_id == annotation_id, VoiceOver.state == "pending"
    with transaction() as work:
        tried = update(VoiceOver).where(*pending).values(attempts=VoiceOver.attempts + 1, touched_at=func.now())
        row = work.scalar(tried.returning(VoiceOver))
        if row is None:
            return None
        if row.attempts > MOST_ATTEMPTS or row.source is None:
            _end(work, row.annotation_id, "worker_lost")
            return None
        return _Sent(row.annotation_id, row.video_id, row.source, Container(row.container), row.stream, row.duration)


def _made(sent: _Sent, output: Output) -> tuple[dict[str, Any], list[int]]:
    """Raises ProcessFailed, StorageError."""
    with scratch_folder(Path(settings().scratch_dir)) as folder:
        path = folder / "sent"
        get_store().download(sent.source, path)
        even = voice.even_filters(voice.measured(path, sent.container, sent.stream, _LIMITS))
        source = hls.Source(path, sent.container, None, sent.stream, 0.0)
        process.run(hls.sound_args(source, sent.duration, settings().segment_seconds, folder, even), _LIMITS)
        segments = _store(output, folder)
        return segments, _peaks(sent, path)


def _store(output: Output, folder: Path) -> dict[str, Any]:
    """Stores the segments and the whole in one file; returns what its row keeps."""
    store, listed = get_store(), hls.sound_segments(folder)
    init, whole, target = folder / "sound-init.mp4", folder / "whole.mp4", folder / "voice.m4a"
    with whole.open("wb") as file:
        for path in (init, *(path for _, path in listed)):
            file.write(path.read_bytes())
    process.run(hls.download_args(None, [(whole, Sound(SOUND, 0))], target), _LIMITS)

    def put(name: str, path: Path) -> str:
        key = keys.voice(output.video_id, output.run, name)
        store.upload_file(key, path, _TYPE)
        return key

    items = [[put(f"{number:05d}.m4s", path), seconds] for number, (seconds, path) in enumerate(listed)]
    return {"init": put("init.mp4", init), "items": items, "whole": put("voice.m4a", target)}


def _peaks(sent: _Sent, path: Path) -> list[int]:
    argv = loudness_args(path, sent.container, sent.stream, waveform.RATE)
    blocks = process.blocks(argv, _LIMITS, waveform.block_bytes(sent.duration, BARS))
    return waveform.peaks(blocks, sent.duration, BARS)


def _publish(sent: _Sent, output: Output, segments: dict[str, Any], peaks: list[int]) -> None:
    """What was sent goes: all that is heard is made of it. Raises StageSkipped where nobody wants it any more."""

    with transaction() as work:
        # Not the video, which others hold first: who deletes it takes all below its prefix along, also what comes late.
        layers.hold(work, [sent.video_id])
        mine = select(VoiceOver).where(VoiceOver.annotation_id == sent.annotation_id, VoiceOver.state == "pending")
        spoken = work.scalar(mine.with_for_update())
        listed = work.scalar(delete(Garbage).where(Garbage.prefix == output.prefix).returning(Garbage.prefix))
        if spoken is None or listed is None:
            raise StageSkipped("The voice-over is gone, or somebody was quicker.")
        outputs.retire(work, [spoken.source])
        spoken.state, spoken.segments, spoken.peaks, spoken.source, spoken.prefix = (
            "ready",
            segments,
            peaks,
            None,
            output.prefix,
        )
        work.flush()
        _tell(work, sent.annotation_id)


def _fail_at_last(annotation_id: int, code: str, at_once: bool = False) -> None:
    with transaction() as work:
        attempts = work.scalar(select(VoiceOver.attempts).where(VoiceOver.annotation_id == annotation_id))
        if attempts is not None and (at_once or attempts >= MOST_ATTEMPTS):
            _end(work, annotation_id, code)


def _end(work: UnitOfWork, annotation_id: int, code: str) -> None:
    failed = update(VoiceOver).where(VoiceOver.annotation_id == annotation_id, VoiceOver.state == "pending")
    work.execute(failed.values(state="failed", error_code=code))
    _tell(work, annotation_id)


def _tell(work: UnitOfWork, annotation_id: int) -> None:
    """It is another one now, for everybody who has it: a trigger gives it the next number."""
    changed = update(Annotation).where(Annotation.id == annotation_id).values(type=Annotation.type)
    video_id = work.scalar(changed.returning(Annotation.video_id))
    video = work.get(Video, video_id) if video_id else None
    if video is not None:
        events.video_changed(video.id, video.owner_id)
