"""Asks the one rule about one video. Not allowed looks like not there (docs/adr/0004)."""

from uuid import UUID

from sqlalchemy import select

from app.db import standing, visible
from app.db.models import Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Asker, Caller, Guest, Player, Standing, standings
from app.errors import VideoFlowError, not_found


def find(
    work: UnitOfWork, who: Asker, action: Action, video_id: UUID, *, hold: bool = False, what: str = "video"
) -> Video:
    """The video, for somebody who may do this with it; with `hold` it is locked until the transaction ends.

    Raises VideoFlowError `not_found` (404), which calls it `what`; to a guest `gone` (404); to somebody who may see it
    and not do this `not_allowed` (403).
    """
    query = select(Video).where(Video.id == video_id, visible.may(who, action))
    if hold:
        query = query.with_for_update()
    video = work.scalar(query)
    if video is None:
        raise why_not(work, who, video_id, what)
    return video


def why_not(work: UnitOfWork, who: Asker, video_id: UUID, what: str = "video") -> VideoFlowError:
    """Why somebody was refused: who sees a video is told that they may not, others hear of nothing."""
    if work.scalar(select(Video.id).where(Video.id == video_id, visible.may(who, Action.SEE))) is None:
        return refusal(who, what)
    return VideoFlowError("not_allowed", "You may look at this video, and not do that.", 403)


def owns(user_id: UUID, video: Video) -> bool:
    """Whether it is theirs."""
    return Standing.OWNER in standings(Caller(user_id), standing.facts(video, Caller(user_id), None))


def require(who: Asker, action: Action, video_id: UUID) -> None:
    """Raises VideoFlowError `not_found`, to a guest `gone` (404), unless they may do this with the video."""
    with transaction() as work:
        find(work, who, action, video_id)


def refusal(who: Asker, what: str) -> VideoFlowError:
    """What is not there for them. Who holds a link's token hears of a link, and no more than that it is over."""
    held = who.holder if isinstance(who, Player) else who
    return gone() if isinstance(held, Guest) else not_found(what)


def gone() -> VideoFlowError:
    """The one answer for links that ended, that open nothing now, and that never were."""
    return VideoFlowError("gone", "This link is not valid, or not any more.", 404)
