"""From a guide's steps to what goes over the wire."""

from typing import Any, cast

from app.api.documents import schemas
from app.api.playback.render import url_of
from app.db.models import DocumentStep
from app.domain.access import Holder
from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.formats import KINDS, Format
from app.domain.playback.downloads import file_name
from app.services.documents.exports import GuideFile
from app.services.playback import signed_urls


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


def guide_file(found: GuideFile) -> schemas.GuideFile:
    """How far it is; where it can be saved, under the video's title, once it is done."""
    row, url = found.row, None
    if row.state == "done" and row.s3_key:
        name = file_name(found.title, KINDS[Format(row.format)].extension)
        url = signed_urls.sign(row.s3_key, filename=name, holder=found.holder).url
    return schemas.GuideFile(
        state=cast(Any, row.state), progress=row.progress, size=row.size, expires_at=row.expires_at, url=url
    )
