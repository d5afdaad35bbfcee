"""Reads a recording while it is made, from the copies of its bytes, so that at its end only the rest is left to read.

A turn, which is asked for when something new was copied (uploads/reading_along.py):

1. One worker has the reading. It takes up what was kept of the last turn: the index of the bytes seen, the state of
   what watches the screen, and which samples are behind.
2. Of the copies it fetches what the next sample needs: from the cluster before it that begins with a keyframe.
3. Its head and whole blocks of that are a film that can be decoded. A sample counts once a later picture came: what is
   on screen then can no longer be another one.
4. What is worth reading is kept as the stage `frames` does, and read as the stage `text` does; both find it there when
   the recording has ended, and go on from it.
5. Where the copies have a gap, or the stream is not plain, the reading is over: the stages do the rest. Nothing
   depends on a turn: what is lost is read at the end.

Whoever has made a recording comes first: a turn ends where a stage waits, and is short.
"""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import structlog

from app.domain import times
from app.domain.uploads.containers import Container
from app.domain.webm.model import Take
from app.errors import VideoFlowError
from app.media.ffmpeg import Shown
from app.media.look import look
from app.media.probe.streams import parse_streams, read_header
from app.media.process import ProcessFailed
from app.media.scratch import scratch_folder
from app.ocr.engine import OcrEngine
from app.ocr.frames import samples
from app.ocr.watched import WATCHED_RATE
from app.services.documents import along_row, ocr
from app.services.documents.along_progress import Facts, Progress
from app.services.documents.along_row import Held
from app.services.documents.kept_frames import Found
from app.services.pipeline import outputs
from app.services.uploads import reading_along, spilling
from app.settings import settings
from app.storage import keys
from app.storage.s3 import MissingObject, get_store

log = structlog.get_logger()

# Bytes a turn fetches at most.
_MOST = reading_along.MOST_BEHIND
# Seconds between two looks whether somebody waits, or the recording has ended.
_LOOK = 0.5
_SECOND = 1_000_000_000


class _Over(Exception):
    """The reading cannot go on before the recording's end."""


@dataclass(slots=True)
class _Clock:
    """Says when a turn has to end."""

    held: Held
    somebody_waits: Callable[[], bool]
    until: float
    next_look: float = 0.0
    is_up: bool = False
    has_to_stop: bool = False

    def stops(self) -> bool:
        """Whether its time is up, or it is somebody else's."""
        now = time.monotonic()
        if now >= self.next_look and not self.has_to_stop:
            self.next_look = now + _LOOK
            self.is_up = now >= self.until
            self.has_to_stop = self.is_up or not along_row.is_still_made(self.held) or self.somebody_waits()
        return self.has_to_stop


def run(video_id: UUID, engine: OcrEngine | None = None, somebody_waits: Callable[[], bool] = lambda: False) -> None:
    """A turn. Raises StorageError and ProcessFailed; the next turn begins where the last one that was kept ended."""
    held = along_row.take(video_id)
    if held is None:
        return
    clock = _Clock(held, somebody_waits, time.monotonic() + times.READ_ALONG_TURN)
    is_over = False
    try:
        if not clock.stops():
            _look_on(held, clock)
            ocr.read_due(video_id, engine, clock.stops, until=along_row.seconds(held))
    except _Over as reason:
        log.info("not read along any more", video_id=str(video_id), reason=str(reason))
        is_over = True
    finally:
        along_row.let_go(held, is_over)
    if clock.is_up and not is_over:
        # There may be more: others have their turn first.
        reading_along.ask([video_id])


def _look_on(held: Held, clock: _Clock) -> None:
    """Watches what was copied since the last turn, and keeps how far that is."""
    now = along_row.progress(held) or _begun(held)
    with scratch_folder(Path(settings().scratch_dir)) as folder:
        path = folder / "stretch"
        if not _fetch(held, now, path):
            return
        take = _plain(now)
        if take.head_length is None or take.picture_until_ns is None:
            # The first picture is still to come; until then all bytes are needed, and they are few.
            return
        if now.facts is None:
            _open(now, take, path)
        _cut(now, take, path, held.needs_from)
        found = _watch(held, now, take, path, clock)
    start = _start(take, now.watch.samples)
    if not along_row.save(held, now, found, start, now.watch.samples / WATCHED_RATE):
        if along_row.is_thrown_away(held):
            get_store().delete_prefix(held.output.prefix)
            get_store().delete_prefix(keys.live_prefix(held.video_id))
        raise _Over("somebody else has it")


def _begun(held: Held) -> Progress:
    """The progress of a reading that begins. Raises _Over where it had begun before: its copies may be gone."""
    if held.state is not None:
        raise _Over("what was kept is not of this code")
    outputs.begin(held.output, keys.live_prefix(held.video_id))
    return Progress()


def _fetch(held: Held, now: Progress, path: Path) -> bool:
    """Puts the bytes that are needed into a file, and those among them that are new into the index.

    Returns whether there are any. Raises _Over where some are missing.
    """
    position, seen = held.needs_from, now.index.total_size
    copies = [copy for copy in spilling.copies(held.video_id, held.upload_id) if copy.stop > position]
    with path.open("wb") as file:
        for copy in copies:
            if copy.start > position:
                raise _Over("copies have gone")
            if copy.stop <= position or position - held.needs_from > _MOST:
                continue
            try:
                data = get_store().get(copy.key)[position - copy.start :]
            except MissingObject as error:
                raise _Over("copies have gone") from error
            file.write(data)
            now.index.push(data[max(0, seen - position) :])
            position = copy.stop
    return position > seen


def _plain(now: Progress) -> Take:
    """What the index says of a stream that one start of a recorder has written. Raises _Over for others."""
    index = now.index.result()
    take = index.takes[0]
    if len(index.takes) > 1 or index.unsupported or take.damage_count:
        raise _Over("the stream is not plain")
    if take.tracks and all(track.kind != "video" for track in take.tracks):
        raise _Over("there is no picture")
    return take


def _open(now: Progress, take: Take, path: Path) -> None:
    """Finds out what is to be looked at. Raises _Over where there is no picture."""
    now.head = path.read_bytes()[: take.head_length]
    try:
        picture = parse_streams(read_header(path, Container.WEBM), Container.WEBM).video
    except VideoFlowError as error:
        raise _Over("ffprobe cannot read it") from error
    if picture is None:
        raise _Over("there is no picture")
    now.facts = Facts(picture.index, picture.width, picture.height, look(picture.details))


def _cut(now: Progress, take: Take, path: Path, start: int) -> None:
    """Makes a film of the file, which begins at `start` of the stream: the head, and whole blocks."""
    with path.open("r+b") as file:
        file.truncate(max(0, take.clean_end - start))
    if start:
        film = path.with_name("film")
        with film.open("wb") as file:
            file.write(now.head)
            with path.open("rb") as rest:
                while block := rest.read(1024 * 1024):
                    file.write(block)
        film.replace(path)


def _watch(held: Held, now: Progress, take: Take, path: Path, clock: _Clock) -> Found:
    """Goes through the samples that are certain."""
    assert now.facts is not None and take.picture_until_ns is not None
    facts, found = now.facts, Found()
    certain = take.picture_until_ns * int(WATCHED_RATE) // _SECOND
    shown = Shown(path, Container.WEBM, facts.stream, facts.width, facts.height, facts.look)
    duration = take.picture_until_ns / _SECOND
    try:
        with closing(samples(shown, duration, WATCHED_RATE, now.watch.samples)) as sampled:
            while now.watch.samples <= certain and not clock.stops():
                sample = next(sampled, None)
                if sample is None:
                    break
                found.store(held.output, now.watch.observe(sample))
    except ProcessFailed as error:
        if error.blames_input:
            raise _Over("it cannot be decoded") from error
        raise
    return found


def _start(take: Take, sample: int) -> int:
    """Where in the stream the cluster begins that a sample needs first."""
    at = sample * _SECOND // int(WATCHED_RATE)
    before = [cue for cue in take.cues if cue.time * take.head.timestamp_scale <= at]
    return take.segment_data + before[-1].position if before else take.head_length or 0
