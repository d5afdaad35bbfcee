"""From a guide's steps to what goes over the wire."""

from app.api.documents import schemas
from app.api.playback.render import url_of
from app.db.models import DocumentStep
from app.domain.access import Holder


def document_step(row: DocumentStep, holder: Holder | None) -> schemas.DocumentStep:
    """A step with a fresh URL for its picture."""
    image = url_of(row.image_key, holder)
    return schemas.DocumentStep(
        id=row.id, index=row.index, timestamp=row.timestamp, title=row.title, text=row.text, image_url=image
    )
