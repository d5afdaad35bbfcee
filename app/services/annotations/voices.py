"""Voice-overs: what somebody says aloud over a video, taken as a file.

1. The file is on this machine's disk while its header and packets are looked at: what is no sound, or too long, is
   refused at once, and nothing of it was stored.
2. Its name is on the list of garbage before it is in the object store, and struck off in the transaction that writes
   the annotation: whatever happens, it is somebody's or it goes.
3. A worker makes of it what is heard (voicing.py). Until then it is `pending`.
"""

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from app import jobs
from app.db import standing, visible
from app.db.models import Annotation, Garbage, Video, VoiceOver
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Asker, Caller, Holder, holder_of
from app.domain.annotations import voices as rules
from app.domain.annotations.drawings import DrawingError
from app.errors import VideoFlowError, said_when_full
from app.media import process
from app.media.probe.decoding import gives_a_frame
from app.media.probe.examine import MediaFacts, NotMedia, examine
from app.services.access import videos as access
from app.services.accounts import quota
from app.services.annotations import comments, spans
from app.services.annotations.comments import More
from app.services.annotations.shown import Shown
from app.services.pipeline import outputs
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

_LEFT_SECONDS = 3600


class _Room:
    """So many bytes of voices may be on the disk at a time, of one process; who sends slowly takes what came so far."""

    def __init__(self, most: int) -> None:
        self._lock, self._left = threading.Lock(), most

    def take(self, size: int) -> None:
        """Raises VideoFlowError `voices_busy` (503)."""
        with self._lock:
            if size > self._left:
                words = "Other voice-overs are being taken. Try again in a few seconds."
                raise VideoFlowError("voices_busy", words, 503, retryable=True)
            self._left -= size

    def give_back(self, size: int) -> None:
        """It is gone from the disk."""
        with self._lock:
            self._left += size


_ROOM = _Room(4 * rules.LARGEST_BYTES)


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says beside its sound."""

    video_id: UUID
    timestamp: float
    content: str
    more: More


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice as it is to be heard, and for whom addresses of it are made."""

    row: VoiceOver
    holder: Holder | None


def take(caller: Caller, blocks: Iterable[bytes], said: Callable[[], Said]) -> Shown:
    """Keeps a voice-over; `said` is asked after the last block, as forms may have fields behind the file.

    Raises VideoFlowError: `not_audio` (415), `voice_too_large` (413), `voice_too_long` (422), `voice_data_invalid` and
    what is no drawing (400), `quota_exceeded` (413), `voices_busy` (503), what `comments.create` raises, StorageError.
    """
    with said_when_full(), _folder() as folder, _written(folder / "voice", blocks) as size:
        path = folder / "voice"
        form = said()
        data, furthest = _beside(form.more.data)
        access.require(caller, Action.COMMENT, form.video_id)
        facts = _examined(path)
        form = replace(form, more=replace(form.more, data=data))
        return _keep(caller, form, path, _Sound(facts, size, furthest))


@dataclass(frozen=True, slots=True)
class _Sound:
    facts: MediaFacts
    size: int
    furthest: float


@contextmanager
def _written(path: Path, blocks: Iterable[bytes]) -> Iterator[int]:
    """Gives how many bytes there are; they are nobody's room any more after that."""
    size = 0
    try:
        with path.open("wb") as file:
            for block in blocks:
                _ROOM.take(len(block))
                size += len(block)
                require_size(size)
                file.write(block)
        yield size
    finally:
        _ROOM.give_back(size)


def require_size(size: int) -> None:
    """Raises VideoFlowError `voice_too_large` (413)."""
    if size > rules.LARGEST_BYTES:
        words = f"A voice-over has {rules.LARGEST_BYTES // 1024**2} MiB at most."
        raise VideoFlowError("voice_too_large", words, 413, details={"most": rules.LARGEST_BYTES})


def _beside(data: Mapping[str, Any] | None) -> tuple[dict[str, Any], float]:
    try:
        spoken = rules.spoken(data or {})
    except (rules.VoiceError, DrawingError) as error:
        raise VideoFlowError(error.code, error.words, 400) from error
    return spoken.data, spoken.furthest


def _examined(path: Path) -> MediaFacts:
    """What is in it. Raises `not_audio` (415), `voice_too_long` (422)."""
    try:
        facts = examine(path)
        heard = facts.audio is not None and facts.container in rules.CONTAINERS and facts.duration > 0
        if not heard or facts.audio is None or not gives_a_frame(path, facts.container, facts.audio.index):
            raise NotMedia("There is no sound in it that can be heard.")
    except NotMedia as error:
        raise _not_audio() from error
    except process.ProcessFailed as error:
        if not error.blames_input:
            raise
        raise _not_audio() from error
    if facts.duration > rules.LONGEST_SECONDS:
        words = f"A voice-over is {rules.LONGEST_SECONDS // 60} minutes long at most."
        raise VideoFlowError("voice_too_long", words, 422, details={"most": rules.LONGEST_SECONDS})
    return facts


def _not_audio() -> VideoFlowError:
    return VideoFlowError("not_audio", "This is no sound we can read: WebM, MP4, OGG or MP3.", 415)


def _keep(caller: Caller, form: Said, path: Path, sound: _Sound) -> Shown:
    with transaction() as work:
        quota.require(work, caller.user_id, sound.size)
    container = sound.facts.container
    kept = False
    with outputs.making(form.video_id, keys.VOICE) as output:
        source = keys.voice(output.video_id, output.run, "sent")
        # It is given to nobody: what is heard is made of it.
        get_store().upload_file(source, path, "application/octet-stream")

        def add_sound(work: UnitOfWork, annotation: Annotation, video: Video) -> None:
            nonlocal kept
            spans.require(video, sound.furthest, None)
            work.execute(delete(Garbage).where(Garbage.prefix == output.prefix))
            row = VoiceOver(annotation_id=annotation.id, video_id=form.video_id, speaker_id=caller.user_id)
            row.prefix, row.source, row.container, row.size = output.prefix, source, container.value, sound.size
            row.stream, row.duration = sound.facts.audio.index if sound.facts.audio else 0, sound.facts.duration
            work.add(row)
            work.flush()
            jobs.make_voice(annotation.id)
            kept = True

        made = comments.create(
            form.video_id, caller, form.timestamp, form.content, "voice_over", more=form.more, beside=add_sound
        )
    if not kept:
        # It was sent before: the annotation has its sound. The list of garbage has this one's name.
        get_store().delete_prefix(output.prefix)
    return made


def heard(annotation_id: int, who: Asker) -> Heard:
    """The voice of an annotation, for somebody who may watch its video.

    Raises `not_found`, to a guest `gone` (404), `no_voice` (409) where nothing was said aloud.
    """
    query = select(VoiceOver, Video, standing.about(who)).select_from(Annotation)
    query = query.join(Video, Video.id == Annotation.video_id).outerjoin(Annotation.voice)
    with transaction() as work:
        found = work.execute(query.where(Annotation.id == annotation_id, visible.may(who, Action.WATCH))).one_or_none()
    if found is None:
        raise access.refusal(who, "annotation")
    row, video, about = found
    if row is None:
        raise VideoFlowError("no_voice", "Nothing was said aloud there.", 409)
    return Heard(row, holder_of(who, standing.facts(video, who, about)))


@contextmanager
def _folder() -> Iterator[Path]:
    """Space on disk for one. What a killed process left there goes with a later one."""
    room = Path(settings().scratch_dir) / "voices"
    room.mkdir(parents=True, exist_ok=True)
    for each in room.iterdir():
        with suppress(OSError):
            if each.stat().st_mtime < time.time() - _LEFT_SECONDS:
                shutil.rmtree(each, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=room, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
