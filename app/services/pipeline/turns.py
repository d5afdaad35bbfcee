"""Whose turn it is: in each queue of the workers people are served one after the other, however much each has waiting.

A message says that something waits in its queue, and which stage it was sent for; whoever takes it does what is due.

1. Every stage that waits has a message of its own. So as many come as there is to do, and whichever comes, one thing is
   done: nothing is lost where a message is used for another stage than its own.
2. Due is the person of whom the least is running in this queue, of several such the one who was served longest ago,
   and of what they have waiting the oldest video. Who waits is served after everybody else was once: nobody starves.
3. What is due is claimed as any stage is, so that of two workers that find the same, one looks again.
4. A message that was lost leaves a stage to be found by the others; after the last one, beat finds it.

docs/adr/0021 says why.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from app.db import visible
from app.db.models import Stage, Turn, Upload, Video
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.domain.pipeline.queues import QUEUES, queue_of
from app.domain.pipeline.states import NEEDS, StageState, VideoStatus
from app.domain.uploads.states import ACTIVE
from app.services.pipeline import stages
from app.services.pipeline.stages import Claim

# More workers than that, which find the same at the same time, do not meet again and again.
_TRIES = 20
# A stage that failed has a message of its own that comes later (workers/stages.py); others leave it alone until then.
_AFTER_A_FAULT = timedelta(seconds=60)
# What is running, beside what waits.
_RUN, _RUN_OF = aliased(Stage), aliased(Video)


@dataclass(frozen=True, slots=True)
class Taken:
    """A stage that this worker runs now."""

    video_id: UUID
    name: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class _Due:
    video_id: UUID
    name: str


def take(queue: str, own: tuple[UUID, str] | None = None) -> Taken | None:
    """Claims what is due in a queue; None where nothing is.

    `own` is the stage that the message was sent for. Where nobody waits it is looked at all the same: whoever ran it
    may be lost.
    """
    for _ in range(_TRIES):
        due = _due(queue, own)
        if due is None:
            break
        if claim := stages.claim(due.video_id, due.name):
            return _taken(queue, due, claim)
    return take_own(*own) if own else None


def take_own(video_id: UUID, name: str) -> Taken | None:
    """Claims this stage, whoever else waits: for one whose turn has been, and that failed in it."""
    claim = stages.claim(video_id, name)
    return _taken(queue_of(name), _Due(video_id, name), claim) if claim else None


def somebody_waits(queue: str) -> bool:
    """Whether somebody waits in a queue of whom nothing is running there: who has more than one worker gives way."""
    people = _running(queue).group_by(_RUN_OF.owner_id).subquery()
    query = _waiting(queue).outerjoin(people, visible.belongs_to(people.c.person)).where(people.c.person.is_(None))
    with transaction() as work:
        return work.execute(query.limit(1)).first() is not None


def is_anything_due(queue: str) -> bool:
    """Whether a stage waits in a queue."""
    with transaction() as work:
        return work.execute(_waiting(queue).limit(1)).first() is not None


def _taken(queue: str, due: _Due, claim: Claim) -> Taken:
    _note(queue, claim.owner_id)
    return Taken(due.video_id, due.name, claim)


@persistent
def _note(queue: str, user_id: UUID) -> None:
    """Remembers when somebody was served last."""
    now = func.clock_timestamp()
    row = insert(Turn).values(user_id=user_id, queue=queue, served_at=now)
    with transaction() as work:
        work.execute(row.on_conflict_do_update(index_elements=[Turn.user_id, Turn.queue], set_={"served_at": now}))


def _due(queue: str, own: tuple[UUID, str] | None) -> _Due | None:
    running = _running(queue).group_by(_RUN_OF.owner_id).subquery()
    query = (
        _waiting(queue, own)
        .outerjoin(running, visible.belongs_to(running.c.person))
        .outerjoin(Turn, and_(visible.belongs_to(Turn.user_id), Turn.queue == queue))
        .order_by(func.coalesce(running.c.count, 0), Turn.served_at.nulls_first(), Stage.id)
        .limit(1)
    )
    with transaction() as work:
        row = work.execute(query).one_or_none()
    return _Due(*row) if row else None


def _running(queue: str) -> Select[UUID, int]:
    """Whose stages are running in a queue, and, grouped by them, how many."""
    return (
        select(_RUN_OF.owner_id.label("person"), func.count().label("count"))
        .join(_RUN, _RUN.video_id == _RUN_OF.id)
        .where(_RUN.state == StageState.RUNNING, _RUN.name.in_(QUEUES[queue]))
    )


def _waiting(queue: str, own: tuple[UUID, str] | None = None) -> Select[UUID, str]:
    """The stages of a queue that could run now."""
    rested = or_(Stage.attempts == 0, Stage.updated_at < func.now() - _AFTER_A_FAULT)
    if own:
        rested = or_(rested, and_(Stage.video_id == own[0], Stage.name == own[1]))
    # A track that is still on its way is no source yet.
    arriving = select(Upload.id).where(Upload.video_id == Stage.video_id, Upload.state.in_(ACTIVE))
    return (
        select(Stage.video_id, Stage.name)
        .join(Video, Video.id == Stage.video_id)
        .where(Stage.state == StageState.PENDING, Stage.name.in_(QUEUES[queue]))
        .where(Video.status == VideoStatus.PROCESSING, Video.deleted_at.is_(None))
        .where(rested, _ready(queue), ~arriving.exists())
    )


def _ready(queue: str) -> ColumnElement[bool]:
    """The same as domain/pipeline/states.py's `is_ready`."""
    need = aliased(Stage)
    ways = []
    for name in QUEUES[queue]:
        undone = select(need.id).where(need.video_id == Stage.video_id, need.state != StageState.DONE)
        ways.append(and_(Stage.name == name, ~undone.where(need.name.in_(NEEDS[name])).exists()))
    return or_(*ways)
