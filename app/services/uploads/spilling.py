"""Copies what is not yet a part to S3 every few seconds, so that losing a machine loses no more than that.

A copy is a small object named by its offset. It goes once a part holds its bytes, and who reads the recording while it
is made has read them (reading_along.py); the copy of the first part stays until the end, because the new head needs
those bytes.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy import case, select

from app import events
from app.db.models import LiveReading, Upload, Video
from app.db.unit_of_work import transaction
from app.domain.uploads.states import ACTIVE, UploadState
from app.errors import VideoFlowError
from app.services.uploads import going_back, reading_along, webm_index
from app.services.uploads.cursor import Slice, load
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store
from app.storage.spool import get_spool

log = structlog.get_logger()

# Both bound what a round holds in memory. Copies at once hide S3's latency, which on a network is most of their time.
_MAX_COPY_BYTES = 8 * 1024 * 1024
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class _Open:
    """An upload that may have something new."""

    upload_id: UUID
    video_id: UUID
    epoch: int
    cursor: int
    needed: int | None
    """From which byte on who reads along needs copies; None: nobody does."""
    is_seen: bool
    """Others may see it, and go back in it."""


@dataclass(slots=True)
class _Tail:
    """What is known to be copied of one upload, by key; it holds while the epoch does.

    With every part that was stored there may be one copy more, which `bridge` has made.
    """

    epoch: int
    cursor: int
    kept: dict[str, keys.Spilled]
    first_stop: int | None = None
    """Where the copy of the first part ends; 0: none is needed; None: nobody has looked yet."""

    @property
    def stop(self) -> int:
        """Where the copies end."""
        return max((copy.stop for copy in self.kept.values()), default=0)


class Copier:
    """Copies tails, round by round. Remembers what it copied, so an upload costs S3 one request a round.

    One at a time on a machine: nobody else may copy there while this one remembers. With `asks` it has what it copied
    read.
    """

    def __init__(self, asks: bool = True) -> None:
        self._asks = asks
        self._tails: dict[UUID, _Tail] = {}
        self._copied: list[_Open] = []

    def round(self) -> int:
        """Copies what is new of every active upload spooled on this machine; returns how many had something new."""
        uploads = _open_here()
        known = {upload.upload_id for upload in uploads}
        self._tails = {upload_id: tail for upload_id, tail in self._tails.items() if upload_id in known}
        with ThreadPoolExecutor(_AT_ONCE, "spill") as pool:
            runs = [(upload, pool.submit(copy_context().run, self._try, upload)) for upload in uploads]
        copied = [upload for upload, run in runs if run.result()]
        # Kept until it was seen to, should the database go away in between.
        self._copied += copied
        _forget_ended(self._copied)
        self._copied = []
        if self._asks:
            reading_along.ask({upload.video_id for upload in copied})
        return len(copied)

    def _try(self, upload: _Open) -> bool:
        try:
            return self._copy_new(upload)
        except (VideoFlowError, OSError) as error:
            # Ended meanwhile, or S3 is away: the next round is seconds away, and what is left is in the spool.
            log.warning("not spilled", upload_id=str(upload.upload_id), error=str(error))
        except Exception:
            # Whatever it is, it must not keep the others from being copied.
            log.exception("not spilled", upload_id=str(upload.upload_id))
        self._tails.pop(upload.upload_id, None)
        return False

    def _copy_new(self, upload: _Open) -> bool:
        tail = self._tails.get(upload.upload_id)
        if tail is None or tail.epoch != upload.epoch:
            tail = self._tails[upload.upload_id] = _Tail(upload.epoch, upload.cursor, _found(upload))
        elif (upload.needed is not None or upload.is_seen) and tail.cursor != upload.cursor:
            tail.cursor, tail.kept = upload.cursor, _found(upload)
        if upload.cursor:
            _follow_parts(upload, tail)
        start = max(upload.cursor, tail.stop)
        end = get_spool().end(upload.upload_id, upload.cursor)
        for position in range(start, end, _MAX_COPY_BYTES):
            _copy(upload, tail, position, min(position + _MAX_COPY_BYTES, end))
        if end > start:
            events.publish(events.upload_channel(upload.upload_id), {"copied": end})
        return end > start


def bridge(now: Slice) -> None:
    """Copies what a part holds by now and no copy does, for who reads along or watches: its chunks are about to go.

    A fault costs no more than that the rest is read at the end.
    """
    if now.state != UploadState.OPEN or not _is_wanted(now.video_id):
        return
    try:
        stop = max((copy.stop for copy in copies(now.video_id, now.upload_id)), default=0)
        # Nobody records so fast: it is sent again from elsewhere, or was copied when this machine was not there.
        if now.cursor - stop <= reading_along.MOST_BEHIND:
            for start in range(stop, now.cursor, _MAX_COPY_BYTES):
                _put(now.video_id, now.upload_id, start, min(start + _MAX_COPY_BYTES, now.cursor))
    except (VideoFlowError, OSError) as error:
        log.warning("not copied for who reads along", upload_id=str(now.upload_id), error=str(error))


def _is_wanted(video_id: UUID) -> bool:
    return reading_along.needs_from(video_id) is not None or going_back.wants(video_id)


def restore(current: Slice, may_go_on: Callable[[], bool]) -> int | None:
    """Fills this machine's spool from the copies; returns how far they reach without a gap.

    None where the spool is somebody else's to fill by now: `may_go_on` is asked before anything is changed there, and
    before each copy. Raises SpoolError, also where two fill it at once.
    """
    position = current.cursor
    if not may_go_on():
        return None
    # What lies here is from before another machine had it, or from an attempt that broke off.
    get_spool().remove(current.upload_id)
    get_spool().open(current.upload_id, current.epoch, position)
    for copy in copies(current.video_id, current.upload_id):
        if copy.start <= position < copy.stop:
            data = get_store().get(copy.key)[position - copy.start :]
            if not may_go_on():
                return None
            position = get_spool().append(current.upload_id, current.epoch, position, data, position)
    return position


def first_part(current: Slice) -> bytes | None:
    """The bytes of part 1 as they were sent, where a copy was made of them."""
    for copy in copies(current.video_id, current.upload_id):
        if copy.start == 0 and copy.stop == current.first_stop:
            return get_store().get(copy.key)
    return None


def forget(video_id: UUID, upload_id: UUID) -> None:
    """Removes every copy."""
    get_store().delete_prefix(keys.spill_prefix(video_id, upload_id))


def copies(video_id: UUID, upload_id: UUID) -> list[keys.Spilled]:
    """The copies there are, in stream order."""
    return [keys.read_spilled(key) for key in get_store().list_keys(keys.spill_prefix(video_id, upload_id))]


def _follow_parts(upload: _Open, tail: _Tail) -> None:
    """Drops copies that parts have made needless; makes the one of the first part, for the new head."""
    if tail.first_stop is None:
        tail.first_stop = _keep_first_part(upload, tail)
    for copy in list(tail.kept.values()):
        is_first = (copy.start, copy.stop) == (0, tail.first_stop)
        is_stored = copy.stop <= upload.cursor and not is_first
        stays = upload.is_seen and going_back.keeps(copy.stop, upload.cursor)
        if is_stored and not stays and not reading_along.is_needed(copy.stop, upload.cursor, upload.needed):
            get_store().delete(copy.key)
            del tail.kept[copy.key]


def _keep_first_part(upload: _Open, tail: _Tail) -> int:
    """Copies the first part as a whole; returns where it ends, or 0 where the recording gets no new head.

    An older copy from the start stays while it reaches beyond the cursor: a fast sender's may hold more than a part.
    """
    current = load(upload.upload_id)
    if not webm_index.is_webm(current.index_state):
        return 0
    if not any((copy.start, copy.stop) == (0, current.first_stop) for copy in tail.kept.values()):
        try:
            _copy(upload, tail, 0, current.first_stop)
        except FileNotFoundError:
            # Taken over from a machine that was lost before it made this copy.
            return 0
    return current.first_stop


def _found(upload: _Open) -> dict[str, keys.Spilled]:
    return {copy.key: copy for copy in copies(upload.video_id, upload.upload_id)}


def _copy(upload: _Open, tail: _Tail, start: int, stop: int) -> None:
    copy = _put(upload.video_id, upload.upload_id, start, stop)
    tail.kept[copy.key] = copy


def _put(video_id: UUID, upload_id: UUID, start: int, stop: int) -> keys.Spilled:
    with get_spool().reader(upload_id, start, stop) as body:
        data = body.read()
    key = keys.spilled(video_id, upload_id, start, stop)
    get_store().put(key, data, "application/octet-stream")
    return keys.Spilled(key, start, stop)


def _forget_ended(copied: list[_Open]) -> None:
    """An upload may have ended, and its copies gone, while a copy was on its way: it goes, too."""
    open_still = {upload.upload_id for upload in _open_here()} if copied else set()
    for upload in copied:
        if upload.upload_id not in open_still and _is_over(upload.upload_id):
            forget(upload.video_id, upload.upload_id)


def _is_over(upload_id: UUID) -> bool:
    with transaction() as work:
        state = work.scalar(select(Upload.state).where(Upload.id == upload_id))
    # One that is finishing may need its copies; whoever finishes it forgets them afterwards.
    return state not in ACTIVE


def _open_here() -> list[_Open]:
    needed = case((~LiveReading.is_over, LiveReading.needs_from)).label("needed")
    is_seen = going_back.is_wanted().label("is_seen")
    query = select(Upload.id, Upload.video_id, Upload.epoch, Upload.cursor, needed, is_seen)
    query = query.join(Video, Video.id == Upload.video_id).outerjoin(
        LiveReading, LiveReading.video_id == Upload.video_id
    )
    with transaction() as work:
        # Also of those that were finished: where their worker is away it may be long until their objects are made.
        here = (Upload.state.in_(ACTIVE), Upload.host == settings().host_id, Upload.direct.is_(False))
        rows = work.execute(query.where(*here)).all()
    return [_Open(row.id, row.video_id, row.epoch, row.cursor, row.needed, row.is_seen) for row in rows]
