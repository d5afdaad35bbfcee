"""What stages store: under names that are new with each run, so that no URL ever gives other bytes, and not for ever.

1. `making` writes down below which name a run is going to store, before anything is there: the list of garbage.
2. `publish` makes what it stored the video's, and strikes it off the list, in one transaction.
3. What the video had before goes on the list by `retire`, due when the last URL that was signed for it has ended.
4. `sweep` removes what is due: what was replaced, and what runs that were lost have stored.

A video that is deleted takes all of it along at once.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import structlog
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from app.db.models import Garbage, Video
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.errors import StageSkipped, StorageError
from app.media.clamd import Verdict
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

log = structlog.get_logger()

# For clocks that differ, for those who read a row just before it changed, for workers that do not know yet.
_SLACK = timedelta(hours=1)
# Longer than any task may take, so that what is still being made is never due.
_RUN_LASTS = timedelta(days=2)
_SWEPT_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Output:
    """Where one run stores what it makes of a video: everything below `prefix`, which no other run has."""

    video_id: UUID
    kind: str
    run: str

    @property
    def prefix(self) -> str:
        """What the names of its objects begin with."""
        return keys.output(self.video_id, self.kind, self.run)


def begin(output: Output, *beside: str) -> None:
    """Writes down that this is going to be stored, over several tasks, and what lies below further prefixes.

    Who publishes the output strikes it off the list; the others go from there when they are due.
    """
    for prefix in (output.prefix, *beside):
        _list(prefix)


@persistent
def go_on(output: Output) -> bool:
    """Has one that was begun stay for as long as a new one would; False where it has been given up."""
    listed = update(Garbage).where(Garbage.prefix == output.prefix, Garbage.due_at > func.now() + _SLACK)
    with transaction() as work:
        due = work.scalar(listed.values(due_at=func.now() + _RUN_LASTS).returning(Garbage.due_at))
    return due is not None


@contextmanager
def making(video_id: UUID, kind: str) -> Iterator[Output]:
    """A place to store for as long as the body runs. What it does not publish is removed."""
    output = Output(video_id, kind, uuid4().hex)
    _list(output.prefix)
    try:
        yield output
    except Exception:
        _abandon(output)
        raise


@persistent
def publish(output: Output, change: Callable[[UnitOfWork], None]) -> None:
    """Makes an output the video's by `change`, in a transaction in which no other run changes the video's row.

    Safe to repeat: an output that is not listed any more was published, in a transaction of whose end nobody heard.
    Raises StageSkipped where the video was deleted meanwhile, having removed all there was of it.
    """
    with held(output.video_id) as work:
        is_due = Garbage.due_at <= func.now() + _SLACK
        is_given_up = work.scalar(select(is_due).where(Garbage.prefix == output.prefix).with_for_update())
        if is_given_up is None:
            return
        if is_given_up:
            raise StageSkipped("This took so long that what was made has been given up.")
        work.execute(delete(Garbage).where(Garbage.prefix == output.prefix))
        change(work)


@contextmanager
def held(video_id: UUID) -> Iterator[UnitOfWork]:
    """A transaction in which no other run changes the video's rows.

    Raises StageSkipped where the video was deleted or condemned meanwhile, having removed all there was of it.
    """
    with transaction() as work:
        video = work.get(Video, video_id, with_for_update=True)
        is_there = video is not None and video.deleted_at is None
        if video is not None and is_there and video.scan_verdict != Verdict.INFECTED:
            yield work
            return
    get_store().delete_prefix(keys.video_prefix(video_id))
    raise StageSkipped("The scanner found something in the video." if is_there else "The video was deleted.")


def retire(work: UnitOfWork, names: Iterable[str | None]) -> None:
    """Lets objects go that something has taken the place of, each with what its run has stored beside it.

    They stay for as long as a URL may read them that was signed just now.
    """
    due = func.now() + timedelta(seconds=settings().playback_url_seconds) + _SLACK
    rows = [{"prefix": prefix, "due_at": due} for prefix in sorted({keys.stored_together(n) for n in names if n})]
    if rows:
        work.execute(insert(Garbage).values(rows).on_conflict_do_nothing())


def clear(video_id: UUID) -> None:
    """Removes at once what something has taken the place of in a video, whatever URLs still read it.

    What is being made, or was given up, is due much later, and is left alone. Raises StorageError.
    """
    retired = Garbage.due_at <= func.now() + timedelta(seconds=settings().playback_url_seconds) + _SLACK
    mine = Garbage.prefix.startswith(keys.video_prefix(video_id), autoescape=True)
    with transaction() as work:
        due = list(work.scalars(select(Garbage.prefix).where(mine, retired)))
    for prefix in due:
        get_store().delete_prefix(prefix)
    with transaction() as work:
        work.execute(delete(Garbage).where(_is_among(due)))


def give_up(work: UnitOfWork, video_id: UUID) -> None:
    """Has a deleted video's objects removed once more, later: a worker may still be storing something."""
    due = func.now() + _RUN_LASTS
    work.execute(insert(Garbage).values(prefix=keys.video_prefix(video_id), due_at=due).on_conflict_do_nothing())


def sweep() -> int:
    """Removes what is due; returns how many entries of the list. One that will not go does not keep the others."""
    query = select(Garbage.prefix).where(Garbage.due_at <= func.now()).order_by(Garbage.due_at).limit(_SWEPT_AT_ONCE)
    with transaction() as work:
        due = list(work.scalars(query))
    gone = [prefix for prefix in due if _is_removed(prefix)]
    kept = set(due) - set(gone)
    with transaction() as work:
        work.execute(delete(Garbage).where(_is_among(gone)))
        work.execute(update(Garbage).where(_is_among(kept)).values(due_at=func.now() + _SLACK))
    return len(gone)


def _is_removed(prefix: str) -> bool:
    try:
        get_store().delete_prefix(prefix)
    except StorageError as error:
        log.warning("garbage not removed", prefix=prefix, error=str(error))
        return False
    return True


@persistent
def _list(prefix: str) -> None:
    with transaction() as work:
        row = insert(Garbage).values(prefix=prefix, due_at=func.now() + _RUN_LASTS)
        work.execute(row.on_conflict_do_nothing())


def _abandon(output: Output) -> None:
    """Removes what was not published. Where that fails the list still has it."""
    mine = Garbage.prefix == output.prefix
    with transaction() as work:
        is_published = work.scalar(select(Garbage.prefix).where(mine)) is None
    if is_published or not _is_removed(output.prefix):
        return
    with transaction() as work:
        work.execute(delete(Garbage).where(mine))


def _is_among(prefixes: Iterable[str]) -> ColumnElement[bool]:
    return Garbage.prefix.in_(prefixes)
