"""From annotations to what goes over the wire."""

from typing import Any, cast

from app.api.annotations import schemas
from app.api.playback.render import url_of
from app.db.models import Annotation
from app.domain.accounts.closed import NOBODY


def annotation(row: Annotation) -> schemas.Annotation:
    """An annotation and who made it."""
    return schemas.Annotation(
        id=row.id,
        video_id=row.video_id,
        timestamp=row.timestamp,
        end=row.end,
        type=cast(Any, row.type),
        content=row.content,
        data=row.data,
        author=_author(row),
        created_at=row.created_at,
    )


def _author(row: Annotation) -> schemas.Author:
    if row.is_nobodys:
        return schemas.Author(id=None, name=NOBODY, guest=False, gone=True, picture_url=None)
    if row.author is not None:
        picture = url_of(row.author.picture_key, None)
        return schemas.Author(id=row.author_id, name=row.author.name, guest=False, gone=False, picture_url=picture)
    return schemas.Author(id=None, name=row.guest_name or "", guest=True, gone=False, picture_url=None)
