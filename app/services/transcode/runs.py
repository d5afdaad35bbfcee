"""A run of the transcoding, from its plan to the commit that makes it the one that is delivered."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from app.db.models import TranscodePiece, TranscodeRun, Video
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.errors import StageSkipped
from app.services.pipeline import outputs
from app.services.transcode import pieces, renditions
from app.services.transcode.plan import Plan, read_plan
from app.services.transcode.renditions import Made
from app.storage import keys
from app.storage.s3 import get_store

_MAKING, _WHOLE = "making", "whole"


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is being made. The names of its segments begin with `prefix`."""

    id: UUID
    video_id: UUID
    prefix: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Download:
    """The MP4 of a run. `size` is bytes."""

    key: str
    size: int


@persistent
def begin(video_id: UUID, plan: Plan) -> Run:
    """The run to work on: one that was interrupted and has the same plan, or a new one, with its rows.

    Runs by other plans are over: the settings or the recording are others now. Raises StageSkipped where the video was
    deleted.
    """
    with outputs.held(video_id) as work:
        query = select(TranscodeRun).where(TranscodeRun.video_id == video_id, TranscodeRun.state == _MAKING)
        under_way = work.scalars(query.order_by(TranscodeRun.created_at.desc())).all()
        same = next((row for row in under_way if row.plan == plan.as_json()), None)
        _drop(work, [row for row in under_way if row is not same])
        row = same or _new(work, video_id, plan)
    return Run(row.id, video_id, row.prefix, plan)


@persistent
def find(run_id: UUID) -> Run | None:
    """The run, while it is being made."""
    query = select(TranscodeRun).where(TranscodeRun.id == run_id, TranscodeRun.state == _MAKING)
    with transaction() as work:
        row = work.scalars(query).one_or_none()
    return Run(row.id, row.video_id, row.prefix, read_plan(row.plan or {})) if row else None


@persistent
def deliver(run: Run, made: Made, download: Download) -> bool:
    """Makes a run the one that is delivered, and gives up all others of the video. Safe to repeat.

    False where another worker has delivered the same run, without this one's download. Raises StageSkipped where the
    video, or the run, was given up meanwhile.

    1. Under the video's lock, so that of two workers one delivers; the other finds it done.
    2. Renditions, target length and download are said in the commit that makes the run the one that is played: no
       player ever reads half a ladder.
    3. What was played before goes later, once no address that was handed out can read it any more.
    """
    with outputs.held(run.video_id) as work:
        video, begun = work.get_one(Video, run.video_id), work.get(TranscodeRun, run.id)
        if begun is None:
            raise StageSkipped("Another conversion of the video came first.")
        if video.delivered_run_id == run.id:
            return video.download_key == download.key
        renditions.fill_in(work, run.id, made)
        longest = max(seconds for rendered in made.values() for _, seconds, _ in rendered.items)
        begun.state, begun.target = _WHOLE, max(1, round(longest))
        outputs.retire(work, [video.download_key])
        video.delivered_run_id = run.id
        video.download_key, video.download_size = download.key, download.size
        work.execute(delete(TranscodePiece).where(TranscodePiece.run_id == run.id))
        others = select(TranscodeRun).where(TranscodeRun.video_id == run.video_id, TranscodeRun.id != run.id)
        _drop(work, work.scalars(others).all())
    return True


def withdraw(run: Run) -> None:
    """Leaves nothing of a run that came to nothing."""
    _forget(run)
    # At once, and later once more: somebody may be storing a piece of it still.
    get_store().delete_prefix(run.prefix)


@persistent
def _forget(run: Run) -> None:
    with transaction() as work:
        row = work.get(TranscodeRun, run.id)
        _drop(work, [row] if row else [])


def _new(work: UnitOfWork, video_id: UUID, plan: Plan) -> TranscodeRun:
    run_id = uuid4()
    row = TranscodeRun(
        id=run_id, video_id=video_id, prefix=keys.output(video_id, keys.HLS, run_id.hex), plan=plan.as_json()
    )
    work.add(row)
    work.flush()
    renditions.announce(work, run_id, plan)
    pieces.add(work, run_id, plan)
    return row


def _drop(work: UnitOfWork, rows: Sequence[TranscodeRun]) -> None:
    """Forgets runs: whoever works on one stops where it misses its rows. Their objects go later."""
    for row in rows:
        outputs.retire(work, [row.prefix, keys.output(row.video_id, keys.DOWNLOAD, row.id.hex)])
    work.execute(delete(TranscodeRun).where(TranscodeRun.id.in_([row.id for row in rows])))
