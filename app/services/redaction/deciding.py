"""What was found in a video, for those who may have it covered, and what they say to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Row, Select, select

from app import events
from app.db import standing
from app.db.models import FoundSecret, FrameText, Stage, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Caller, Holder, holder_of, rights_of
from app.domain.pipeline.states import REDACTION, StageState, dependents
from app.domain.redaction.kinds import Decision
from app.domain.redaction.progress import carried_out
from app.errors import not_found
from app.services.access import videos as access
from app.services.pipeline import stages
from app.services.playback import signed_urls

_OURS = (*REDACTION[:1], *dependents(REDACTION[0]))


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the picture that it stands on."""

    row: FoundSecret
    frame_key: str | None


@dataclass(frozen=True, slots=True)
class Redaction:
    """What was found and how far it is covered.

    `state` is `idle` where all is as it was decided, `running` while it is being made so, `failed` where that did not
    succeed. `original_url` is for the owner of what is covered. `holder` is for whom the pictures are.
    """

    items: list[Found]
    state: str
    progress: float
    withheld: bool
    may_uncover: bool
    original_url: str | None
    holder: Holder | None


def listing(video_id: UUID, caller: Caller) -> Redaction:
    """All findings by time. Raises VideoFlowError `not_found` (404), `not_allowed` (403)."""
    with transaction() as work:
        return _listing(work, access.find(work, caller, Action.REDACT, video_id), caller)


def decide(video_id: UUID, caller: Caller, ids: Collection[UUID], decision: Decision) -> Redaction:
    """Says the same to several findings; what is to be covered otherwise than before is made anew.

    From here on, and until that is done, a video in which something more is covered is for its owner alone.
    Raises VideoFlowError `not_found` (404), `not_allowed` (403), also for those who may cover and not uncover.
    """
    with transaction() as work:
        video = access.find(work, caller, Action.REDACT, video_id, hold=True)
        rows = list(work.scalars(_of(video_id).where(FoundSecret.id.in_(list(ids)))))
        if len(rows) != len(set(ids)):
            raise not_found("finding")
        more, less = _changed(rows, decision)
        if less:
            access.find(work, caller, Action.UNCOVER, video_id)
        for row in rows:
            row.decision, row.decided_at = decision, datetime.now(UTC)
        video.withheld = video.withheld or more
        if more or less:
            stages.ask_for_redaction(work, video)
        events.video_changed(video_id, video.owner_id)
        work.flush()
        return _listing(work, video, caller)


def _changed(rows: Sequence[FoundSecret], decision: Decision) -> tuple[bool, bool]:
    """Whether something more is to be covered, and whether something is not any more."""
    blurs = decision is Decision.BLURRED
    were = {row.decision == Decision.BLURRED for row in rows}
    return blurs and False in were, not blurs and True in were


def _of(video_id: UUID) -> Select[FoundSecret]:
    return select(FoundSecret).where(FoundSecret.video_id == video_id)


def _listing(work: UnitOfWork, video: Video, caller: Caller) -> Redaction:
    rows = sorted(work.scalars(_of(video.id)), key=lambda row: (row.start, row.spots[0][1], row.spots[0][0]))
    frames = work.execute(
        select(FrameText.timestamp, FrameText.end, FrameText.frame_key)
        .where(FrameText.video_id == video.id)
        .order_by(FrameText.timestamp)
    ).all()
    facts = standing.facts(video, caller, work.scalar(select(standing.about(caller)).where(Video.id == video.id)))
    may_uncover = Action.UNCOVER in rights_of(caller, facts)
    state, progress = _state(work, video)
    return Redaction(
        items=[Found(row, _frame_at(frames, row.start)) for row in rows],
        state=state,
        progress=progress,
        withheld=video.withheld,
        may_uncover=may_uncover,
        original_url=_original(video) if may_uncover else None,
        holder=holder_of(caller, facts),
    )


def _frame_at(frames: Sequence[Row[float, float, str]], at: float) -> str | None:
    return next((key for start, end, key in frames if start - 0.01 <= at < end), None)


def _original(video: Video) -> str | None:
    kept = video.original
    return signed_urls.sign(kept["key"], kept["mime_type"].split(";")[0]).url if kept else None


def _state(work: UnitOfWork, video: Video) -> tuple[str, float]:
    query = select(Stage.name, Stage.state, Stage.progress).where(Stage.video_id == video.id, Stage.name.in_(_OURS))
    rows = [(row.name, StageState(row.state), row.progress) for row in work.execute(query)]
    return carried_out(rows, video.redaction_due)
