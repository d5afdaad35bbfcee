"""From a video's view to what goes over the wire."""

from typing import Any, cast

from app.api import wire
from app.api.ingest.schemas import UploadProgress
from app.api.pipeline import render as pipeline
from app.api.playback import render as media
from app.api.videos import schemas
from app.db.queries import VideoView
from app.domain.access import Action
from app.domain.pipeline.progress import overall
from app.services.videos import library


def video(found: VideoView) -> schemas.Video:
    """A video with fresh URLs, as whoever asked may see it."""
    row = found.video
    making = Action.RECORD in found.rights
    return schemas.Video(
        id=row.id,
        title=row.title,
        description=row.description,
        source=cast(Any, row.source),
        file_name=row.file_name if making else None,
        status=cast(Any, row.status),
        progress=overall(found.stages),
        duration=row.duration,
        size=row.size,
        mime_type=row.mime_type,
        width=row.width,
        height=row.height,
        ended_early=row.ended_early,
        created_at=row.created_at,
        owner=wire.Owner(id=row.owner_id, name=found.owner_name),
        error=wire.fault(row.error_code, row.error_message),
        scan=media.scan(row) if making else None,
        media=media.media(row),
        playback=media.playback(found),
        renditions=media.renditions(found),
        stages=pipeline.stages(found),
        counts=_counts(found),
        upload=UploadProgress(offset=library.spooled_end(found), stored=found.stored) if making else None,
        **_standing(found),
    )


def video_item(found: VideoView) -> schemas.VideoItem:
    """A video in a list."""
    row, holder = found.video, found.holder
    return schemas.VideoItem(
        id=row.id,
        title=row.title,
        status=cast(Any, row.status),
        progress=overall(found.stages),
        duration=row.duration,
        size=row.size,
        mime_type=row.mime_type,
        created_at=row.created_at,
        owner=wire.Owner(id=row.owner_id, name=found.owner_name),
        error=wire.fault(row.error_code, row.error_message),
        poster_url=media.url_of(row.poster_key, holder),
        preview_url=media.url_of(row.preview_key, holder),
        playable=row.playable,
        source=cast(Any, row.source),
        stages=pipeline.stages(found),
        counts=_counts(found),
        **_standing(found),
    )


def _standing(found: VideoView) -> dict[str, Any]:
    # Once a video: a list of them is made in the loop that recorders wait for.
    allowed = found.rights
    rights = [action.value for action in Action if action in allowed]
    return {"visibility": found.video.visibility, "rights": rights, "trashed_at": found.video.trashed_at}


def _counts(found: VideoView) -> schemas.Counts:
    return schemas.Counts(comments=found.comments, steps=found.steps)
