"""The row of a recording that is read while it is made: who reads it now, how far it is, and what was found."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import structlog
from sqlalchemy import ColumnElement, func, select, update

from app.db.models import FrameText, LiveReading, Upload
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import times
from app.domain.documents.evidence.changes import to_json
from app.domain.uploads.states import TrackName, UploadState
from app.services.documents.along_progress import Progress, unpacked
from app.services.documents.kept_frames import Found
from app.services.pipeline.outputs import Output
from app.storage import keys
from app.storage.s3 import MissingObject, get_store

log = structlog.get_logger()

_LEASE = timedelta(seconds=times.READ_ALONG_LEASE)


@dataclass(frozen=True, slots=True)
class Held:
    """A recording that `owner` alone reads on. `state` is `slot:name` of the object that has the progress."""

    video_id: UUID
    upload_id: UUID
    s3_key: str
    owner: str
    run: str
    state: str | None
    needs_from: int
    seconds: float

    @property
    def output(self) -> Output:
        """Where its frames are."""
        return Output(self.video_id, keys.FRAMES, self.run)


def take(video_id: UUID) -> Held | None:
    """Takes the reading of a recording that is still being made; None where that is over, or somebody has it."""
    free = LiveReading.lease_until.is_(None) | (LiveReading.lease_until < func.now())
    return _take(video_id, ~LiveReading.is_over & free, Upload.state == UploadState.OPEN, asked_at=None)


@persistent
def take_over(video_id: UUID) -> Held | None:
    """Takes it from whoever has it, for good: the recording is made. None where nobody has read along."""
    return _take(video_id, LiveReading.video_id == video_id, Upload.state == UploadState.COMPLETED, is_over=True)


def _take(video_id: UUID, free: ColumnElement[bool], upload: ColumnElement[bool], **values: object) -> Held | None:
    owner = uuid4().hex
    main = Upload.video_id == video_id, Upload.track == TrackName.MAIN
    row = LiveReading
    taken = (
        update(row)
        .where(row.video_id == video_id, row.video_id == Upload.video_id, free, upload, *main)
        .values(owner=owner, lease_until=func.now() + _LEASE, **values)
        .returning(Upload.id, Upload.s3_key, row.run, row.state, row.needs_from, row.seconds)
    )
    with transaction() as work:
        found = work.execute(taken).one_or_none()
    return Held(video_id, found[0], found[1], owner, *found[2:]) if found else None


def is_still_made(held: Held) -> bool:
    """Whether the recording goes on, and nobody else has taken it."""
    query = select(LiveReading.run).join(Upload, Upload.video_id == LiveReading.video_id)
    with transaction() as work:
        mine = _mine(held), Upload.id == held.upload_id, Upload.state == UploadState.OPEN
        return work.scalar(query.where(*mine)) is not None


def seconds(held: Held) -> float:
    """How far it was looked at by now."""
    with transaction() as work:
        return work.scalar(select(LiveReading.seconds).where(_mine(held))) or 0.0


def is_thrown_away(held: Held) -> bool:
    """Whether nothing is to be left of the recording."""
    with transaction() as work:
        state = work.scalar(select(Upload.state).where(Upload.id == held.upload_id))
    return state in (None, UploadState.ABORTED)


def progress(held: Held) -> Progress | None:
    """How far it is; None where nothing was saved, or not by this code. Raises StorageError but for a lost object."""
    if held.state is None:
        return None
    slot, _, name = held.state.partition(":")
    try:
        return unpacked(get_store().get(keys.live_state(held.video_id, int(slot))), name)
    except (ValueError, MissingObject) as error:
        log.info("what was read along is not gone on with", video_id=str(held.video_id), reason=str(error))
        return None


def save(held: Held, now: Progress, found: Found, needs_from: int, seconds: float) -> bool:
    """Keeps what was found and how far it is; False where the recording is somebody else's by now, or gone.

    1. The progress goes into the object that does not hold now, under a name that only its row knows.
    2. Rows and the name are written in one transaction, by who still has the reading.
    """
    before = int(held.state.partition(":")[0]) if held.state else 1
    slot, name = 1 - before, uuid4().hex
    get_store().put(keys.live_state(held.video_id, slot), now.packed(name), "application/octet-stream")
    values = {"state": f"{slot}:{name}", "needs_from": needs_from, "seconds": seconds}
    with transaction() as work:
        mine = update(LiveReading).where(_mine(held)).values(**values, lease_until=func.now() + _LEASE)
        if work.scalar(mine.returning(LiveReading.run)) is None:
            return False
        _add_rows(work, held, found, seconds)
    return True


def let_go(held: Held, is_over: bool = False) -> None:
    """Somebody else may go on; or nobody needs to."""
    values = {"owner": None, "lease_until": None, **({"is_over": True} if is_over else {})}
    with transaction() as work:
        work.execute(update(LiveReading).where(_mine(held)).values(values))


def _mine(held: Held) -> ColumnElement[bool]:
    return (LiveReading.video_id == held.video_id) & (LiveReading.owner == held.owner)


def _add_rows(work: UnitOfWork, held: Held, found: Found, seconds: float) -> None:
    """Frames with their ends and changes as far as they can be said yet: whoever publishes them says the rest."""
    newest = select(FrameText).where(FrameText.video_id == held.video_id).order_by(FrameText.timestamp.desc()).limit(1)
    last = work.scalar(newest)
    for since, key in sorted(found.frames):
        if last is not None:
            last.end = max(last.timestamp, since)
        last = FrameText(video_id=held.video_id, timestamp=since, end=since, frame_key=key, changes=[])
        work.add(last)
    if last is not None:
        last.end = max(last.timestamp, seconds)
        last.changes = [*(last.changes or []), *to_json(found.changes)]
