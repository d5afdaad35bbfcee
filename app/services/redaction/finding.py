"""Looks through the text on a video's screens for secrets, and keeps what its owner said to those it knew."""

import hashlib
import hmac
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from app.db.models import FoundSecret, FrameText, Video
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.documents.evidence.changes import Change
from app.domain.documents.evidence.changes import from_json as changes_from_json
from app.domain.documents.words_json import from_json
from app.domain.redaction import covers, findings
from app.domain.redaction.findings import Finding, Shown
from app.domain.redaction.kinds import Decision, masked
from app.domain.redaction.matching import is_same_place
from app.domain.redaction.scrubbing import texts_in
from app.settings import settings

# Of one video. A screen full of addresses is a list of them: more would hide it no better.
MOST = 500


def run(video_id: UUID) -> None:
    """Finds them and stores them. Safe to repeat.

    1. What was found before and is found again keeps its decision: the same value, or the same kind at the same place
       and time.
    2. What is covered is not found any more, and stays in the list so that it can be uncovered.
    3. The rest of the list is what was found now.
    """
    screens, changes, aspect = _shown(video_id)
    found = findings.findings(screens, aspect)[:MOST]
    _replace(video_id, found, changes, aspect)


@persistent
def texts_of_covered(video_id: UUID) -> list[str]:
    """What stands, as it was read last, where something is to be covered."""
    screens, _, _ = _shown(video_id)
    query = select(FoundSecret.spots).where(FoundSecret.video_id == video_id, FoundSecret.decision == Decision.BLURRED)
    with transaction() as work:
        spots = [spot for stored in work.scalars(query) for spot in covers.from_json(stored)]
    return [
        text
        for spot in spots
        for screen in screens
        if screen.start < spot.end and spot.start < screen.end
        for text in texts_in(screen.lines, spot.box)
    ]


@persistent
def _shown(video_id: UUID) -> tuple[list[Shown], list[Change], float]:
    query = (
        select(FrameText.timestamp, FrameText.end, FrameText.words, FrameText.changes)
        .where(FrameText.video_id == video_id)
        .order_by(FrameText.timestamp, FrameText.id)
    )
    with transaction() as work:
        size = work.execute(select(Video.width, Video.height).where(Video.id == video_id)).one_or_none()
        rows = work.execute(query).all()
    aspect = size.width / size.height if size and size.width and size.height else 16 / 9
    screens = [Shown(start, end, tuple(from_json(words or []))) for start, end, words, _ in rows]
    return screens, [change for *_, stored in rows for change in changes_from_json(stored or [])], aspect


@persistent
def _replace(video_id: UUID, found: Sequence[Finding], changes: Sequence[Change], aspect: float) -> None:
    with transaction() as work:
        if work.get(Video, video_id, with_for_update=True) is None:
            return
        query = select(FoundSecret).where(FoundSecret.video_id == video_id)
        known = list(work.scalars(query.order_by(FoundSecret.start, FoundSecret.id)))
        free = [row for row in known if row.decision != Decision.BLURRED]
        for each in found:
            row = _taken(free, each)
            if row is None:
                row = FoundSecret(video_id=video_id, decision=Decision.OPEN)
            _fill_in(row, each, covers.as_json(covers.covers(each.spots, changes, aspect)))
            work.add(row)
        _forget(work, video_id, [row.id for row in free])


def _taken(free: list[FoundSecret], found: Finding) -> FoundSecret | None:
    """The row of an earlier reading that it is, which is no other's then."""
    digest, spots = _digest(found), _spots(found)
    same = next((row for row in free if _is_same(row, found, digest, spots)), None)
    if same is not None:
        free.remove(same)
    return same


def _fill_in(row: FoundSecret, found: Finding, hidden: list[list[float]]) -> None:
    row.kind, row.digest, row.excerpt = found.kind, _digest(found), masked(found.kind, found.value)
    row.start, row.spots, row.covers = found.start, _spots(found), hidden


def _forget(work: UnitOfWork, video_id: UUID, ids: Sequence[UUID]) -> None:
    work.execute(delete(FoundSecret).where(FoundSecret.video_id == video_id, FoundSecret.id.in_(ids)))


def _is_same(row: FoundSecret, found: Finding, digest: bytes, spots: Sequence[Sequence[float]]) -> bool:
    return row.kind == found.kind and (row.digest == digest or is_same_place(row.spots, spots))


def _spots(found: Finding) -> list[list[float]]:
    return covers.as_json(covers.Cover(spot.box, spot.start, spot.end) for spot in found.spots)


def _digest(found: Finding) -> bytes:
    """What a secret is known again by. The key keeps a copy of the table from being tried out, number by number."""
    return hmac.new(settings().secret_key.encode(), f"{found.kind} {found.value}".encode(), hashlib.sha256).digest()
