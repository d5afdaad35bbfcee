"""What programs that follow a video's way from file to stream are shown."""

from typing import Any, cast

from app.api.playback import media_render
from app.api.playback import schemas as schemas
from app.api.videos import render as render
from app.db.queries import VideoView
from app.domain.pipeline.progress import overall
from app.errors import VideoFlowError
from app.services.playback import playlists, signed_urls


def status(found: VideoView) -> schemas.ProcessingStatus:
    """How far a video is."""
    row = found.video
    return schemas.ProcessingStatus(
        videoId=row.id,
        status=cast(Any, row.status),
        progress=overall(found.stages),
        stages=render.stages(found),
        error=render.fault(row.error_code, row.error_message),
    )


def stream(found: VideoView) -> schemas.StreamUrl:
    """Where its stream begins. Raises VideoFlowError `not_ready` (409) while there is none."""
    url = media_render.hls_url(found.video)
    if url is None:
        details = {"status": found.video.status, "progress": overall(found.stages)}
        raise VideoFlowError("not_ready", "The video cannot be streamed yet.", 409, details=details)
    expires_at = playlists.issue(found.video.id).expires_at
    return schemas.StreamUrl(
        videoId=found.video.id, url=url, type="hls", expires_at=expires_at, credentials=signed_urls.by_cookies()
    )


def service_video(found: VideoView) -> schemas.ServiceVideo:
    """A video with its variants."""
    row = found.video
    return schemas.ServiceVideo(
        id=row.id,
        title=row.title,
        description=row.description,
        status=cast(Any, row.status),
        progress=overall(found.stages),
        duration=row.duration,
        size=row.size,
        width=row.width,
        height=row.height,
        mime_type=row.mime_type,
        source=cast(Any, row.source),
        scan=media_render.scan(row),
        variants=[schemas.Variant.model_validate(each) for each in found.renditions],
        hls_url=media_render.hls_url(row),
        download_url=media_render.download_url(row),
        poster_url=media_render.url_of(row.poster_key) if row.playable else None,
        created_at=row.created_at,
        error=render.fault(row.error_code, row.error_message),
    )
