"""From a guide's steps to what goes over the wire."""

from app.api.documents import schemas
from app.api.playback.render import url_of
from app.db.models import DocumentStep
from app.domain.access import Holder
from app.domain.documents.evidence.kinds import Kind


def document_step(row: DocumentStep, holder: Holder | None) -> schemas.DocumentStep:
    """A step with a fresh URL for its picture."""
    place, point = row.target, row.pointer
    return schemas.DocumentStep(
        id=row.id,
        index=row.index,
        timestamp=row.timestamp,
        title=row.title,
        text=row.text,
        image_url=url_of(row.image_key, holder),
        kind=Kind(row.kind) if row.kind else None,
        label=row.label,
        target=schemas.Place(x=place[0], y=place[1], width=place[2], height=place[3]) if place else None,
        pointer=schemas.Point(x=point[0], y=point[1]) if point else None,
        strength=row.strength,
    )
