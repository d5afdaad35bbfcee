"""From what services return to what goes over the wire."""

from typing import Any, cast

from app.api.playback import media_render
from app.api.videos import schemas as schemas
from app.db import models
from app.db.queries import VideoView
from app.domain.pipeline.states import STAGES
from app.services.accounts.sign_ins import SignedIn
from app.services.videos import library


def user(row: models.User) -> schemas.User:
    """An account without its secrets."""
    return schemas.User(id=row.id, email=row.email, name=row.name, role=cast(Any, row.role))


def session(signed_in: SignedIn, in_cookies: bool) -> schemas.Session:
    """A sign-in; tokens that go into cookies stay out of reach of scripts."""
    return schemas.Session(
        user=user(signed_in.user),
        access_token=None if in_cookies else signed_in.access_token,
        refresh_token=None if in_cookies else signed_in.refresh_token,
    )


def video(found: VideoView) -> schemas.Video:
    """A video with fresh URLs."""
    row = found.video
    return schemas.Video(
        id=row.id,
        title=row.title,
        description=row.description,
        source=cast(Any, row.source),
        file_name=row.file_name,
        status=cast(Any, row.status),
        duration=row.duration,
        size=row.size,
        mime_type=row.mime_type,
        width=row.width,
        height=row.height,
        ended_early=row.ended_early,
        created_at=row.created_at,
        owner=schemas.Owner(id=row.owner_id, name=found.owner_name),
        error=fault(row.error_code, row.error_message),
        scan=media_render.scan(row),
        playback=media_render.playback(row),
        renditions=media_render.renditions(found),
        stages=stages(found),
        counts=_counts(found),
        upload=schemas.UploadProgress(offset=library.spooled_end(found), stored=found.stored),
    )


def video_item(found: VideoView) -> schemas.VideoItem:
    """A video in a list."""
    row = found.video
    return schemas.VideoItem(
        id=row.id,
        title=row.title,
        status=cast(Any, row.status),
        duration=row.duration,
        size=row.size,
        mime_type=row.mime_type,
        created_at=row.created_at,
        owner=schemas.Owner(id=row.owner_id, name=found.owner_name),
        error=fault(row.error_code, row.error_message),
        poster_url=media_render.url_of(row.poster_key),
        preview_url=media_render.url_of(row.preview_key),
        playable=row.playable,
        source=cast(Any, row.source),
        stages=stages(found),
        counts=_counts(found),
    )


def annotation(row: models.Annotation) -> schemas.Annotation:
    """An annotation and who made it."""
    return schemas.Annotation(
        id=row.id,
        video_id=row.video_id,
        timestamp=row.timestamp,
        end=row.end,
        type=cast(Any, row.type),
        content=row.content,
        data=row.data,
        author=schemas.Owner(id=row.author_id, name=row.author.name),
        created_at=row.created_at,
    )


def document_step(row: models.DocumentStep) -> schemas.DocumentStep:
    """A step with a fresh URL for its picture."""
    image = media_render.url_of(row.image_key)
    return schemas.DocumentStep(
        id=row.id, index=row.index, timestamp=row.timestamp, title=row.title, text=row.text, image_url=image
    )


def fault(code: str | None, message: str | None) -> schemas.Fault | None:
    """What went wrong, or None."""
    return schemas.Fault(code=code, message=message or "") if code else None


def stages(found: VideoView) -> list[schemas.Stage]:
    """The stages a video goes through, in pipeline order."""
    by_name = {stage["name"]: stage for stage in found.stages}
    return [
        schemas.Stage(
            name=name,
            state=by_name[name]["state"],
            progress=by_name[name]["progress"],
            attempts=by_name[name]["attempts"],
            error=fault(by_name[name]["error_code"], by_name[name]["error_message"]),
        )
        for name in STAGES
        if name in by_name
    ]


def _counts(found: VideoView) -> schemas.Counts:
    return schemas.Counts(comments=found.comments, steps=found.steps)
