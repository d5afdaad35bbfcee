"""From annotations to what goes over the wire."""

from typing import Any, cast

from app.api.annotations import schemas
from app.api.playback.render import url_of
from app.db.models import Annotation
from app.domain.accounts.closed import NOBODY
from app.services.annotations.shown import Page, Shown


def annotation(shown: Shown) -> schemas.Annotation:
    """An annotation, who made it, and what others said to it."""
    row = shown.row
    return schemas.Annotation(
        id=row.id,
        video_id=row.video_id,
        timestamp=row.timestamp,
        end=row.end,
        type=cast(Any, row.type),
        content=row.content,
        data=row.data,
        voice=schemas.VoiceState(state=cast(Any, row.voice.state), duration=row.voice.duration) if row.voice else None,
        author=_author(row),
        created_at=row.created_at,
        version=row.version,
        parent_id=row.parent_id,
        client_id=row.client_id,
        edited_at=row.edited_at,
        resolved=_resolved(row),
        reactions=[schemas.Reaction.model_validate(each) for each in shown.reactions],
        mentions=[schemas.AnnotationPerson.model_validate(each) for each in shown.mentions],
    )


def page(found: Page) -> schemas.AnnotationPage:
    """Some of them, and where to go on."""
    return schemas.AnnotationPage(
        items=[annotation(each) for each in found.items],
        next_cursor=f"{found.after[0]}:{found.after[1]}" if found.after else None,
        version=found.version,
        deleted=found.gone,
    )


def _resolved(row: Annotation) -> schemas.Resolved | None:
    if row.resolved_at is None:
        return None
    person = row.resolved_by if row.resolved_by and row.resolved_by.closed_at is None else None
    return schemas.Resolved(
        at=row.resolved_at, by=schemas.AnnotationPerson(id=person.id, name=person.name) if person else None
    )


def _author(row: Annotation) -> schemas.Author:
    if row.is_nobodys:
        return schemas.Author(id=None, name=NOBODY, guest=False, gone=True, picture_url=None)
    if row.author is not None:
        picture = url_of(row.author.picture_key, None)
        return schemas.Author(id=row.author_id, name=row.author.name, guest=False, gone=False, picture_url=picture)
    return schemas.Author(id=None, name=row.guest_name or "", guest=True, gone=False, picture_url=None)
