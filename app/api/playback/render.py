"""From a video's row to what it plays as; each URL is signed here."""

from typing import Any, cast

from app.api.pipeline import render as pipeline
from app.api.playback import schemas
from app.api.wire import fault
from app.db.models import Video
from app.db.queries import VideoView
from app.domain.access import Action, Holder
from app.domain.pipeline.progress import overall
from app.domain.playback.downloads import file_name
from app.errors import VideoFlowError
from app.services.playback import playlists, signed_urls


def url_of(key: str | None, holder: Holder | None) -> str | None:
    """A URL that reads an object, where there is one; for a holder, as long as they may watch the video."""
    return signed_urls.sign(key, holder=holder).url if key else None


def playback(found: VideoView) -> schemas.Playback | None:
    """How to play a video; None while it cannot be, or they may not."""
    row, holder = found.video, found.holder
    if not row.playable or Action.WATCH not in found.rights:
        return None
    mime_type = row.mime_type.split(";")[0].strip()
    signed = signed_urls.sign(row.s3_key, mime_type, holder=holder)
    grant = playlists.issue(row.id, holder)
    return schemas.Playback(
        url=signed.url,
        mime_type=mime_type,
        # All of the URLs hold until then.
        expires_at=min(signed.expires_at, grant.expires_at),
        seekable=row.seekable,
        hls_url=hls_url(found),
        hls_credentials=signed_urls.by_cookies(holder),
        poster_url=url_of(row.poster_key, holder),
        first_still_url=url_of(_first_still(row), holder),
        storyboard_url=grant.url("storyboard.vtt") if row.storyboard else None,
        preview_url=url_of(row.preview_key, holder),
        download_url=download_url(found),
    )


def _first_still(row: Video) -> str | None:
    """What is to be seen before anybody plays: of sound alone, its poster."""
    has_picture = row.media is None or row.media["has_video"]
    return row.first_still_key if has_picture else row.poster_key


def hls_url(found: VideoView) -> str | None:
    """Where a player starts, once there are playlists."""
    row = found.video
    return playlists.issue(row.id, found.holder).url("master.m3u8") if row.delivered_run_id and row.playable else None


def download_url(found: VideoView) -> str | None:
    """The MP4, saved under the video's title, for whoever may save it."""
    row = found.video
    if not row.download_key or not row.playable or Action.DOWNLOAD not in found.rights:
        return None
    return signed_urls.sign(row.download_key, filename=file_name(row.title, "mp4"), holder=found.holder).url


def media(row: Video) -> schemas.Media | None:
    """What is in a video; None until it was examined. Rows of older releases name no sounds."""
    found = row.media
    if found is None:
        return None
    chosen = (found["audio"] or {}).get("index")
    return schemas.Media(
        container=found["container"],
        has_video=found["has_video"],
        has_audio=found["has_audio"],
        sounds=[_sound(each, chosen) for each in found.get("sounds", ())],
        unplayed=[schemas.Unplayed.model_validate(each) for each in found.get("unplayed", ())],
    )


def _sound(found: dict[str, Any], chosen: int | None) -> schemas.SoundTrack:
    said = {"language": found["language"] or None, "title": found["title"] or None}
    return schemas.SoundTrack.model_validate({**found, **said, "chosen": found["index"] == chosen})


def scan(row: Video) -> schemas.Scan | None:
    """What the virus scanner said."""
    if not row.scan_verdict:
        return None
    return schemas.Scan.model_validate({"verdict": row.scan_verdict, "detail": row.scan_detail})


def renditions(found: VideoView) -> list[schemas.Rendition]:
    """What is made of it, or was."""
    return [schemas.Rendition.model_validate(each) for each in found.renditions]


def status(found: VideoView) -> schemas.ProcessingStatus:
    """How far a video is."""
    row = found.video
    return schemas.ProcessingStatus(
        videoId=row.id,
        status=cast(Any, row.status),
        progress=overall(found.stages),
        stages=pipeline.stages(found),
        error=fault(row.error_code, row.error_message),
    )


def stream(found: VideoView) -> schemas.StreamUrl:
    """Where its stream begins. Raises VideoFlowError `not_ready` (409) while there is none."""
    url = hls_url(found)
    if url is None:
        details = {"status": found.video.status, "progress": overall(found.stages)}
        raise VideoFlowError("not_ready", "The video cannot be streamed yet.", 409, details=details)
    expires_at = playlists.issue(found.video.id, found.holder).expires_at
    return schemas.StreamUrl(
        videoId=found.video.id,
        url=url,
        type="hls",
        expires_at=expires_at,
        credentials=signed_urls.by_cookies(found.holder),
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
        scan=scan(row),
        variants=[schemas.Variant.model_validate(each) for each in found.renditions],
        hls_url=hls_url(found),
        download_url=download_url(found),
        poster_url=url_of(row.poster_key, found.holder) if row.playable else None,
        created_at=row.created_at,
        error=fault(row.error_code, row.error_message),
    )
