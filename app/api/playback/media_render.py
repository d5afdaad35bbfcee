"""From a video's row to what goes over the wire about its media; each URL is signed here."""

from app.api.playback import media_schemas as schemas
from app.db.models import Video
from app.db.queries import VideoView
from app.domain.playback.downloads import file_name
from app.services.playback import playlists as tokens
from app.services.playback import signed_urls


def url_of(key: str | None) -> str | None:
    """A URL that reads an object, where there is one."""
    return signed_urls.sign(key).url if key else None


def playback(row: Video) -> schemas.Playback | None:
    """How to play a video; None while it cannot be."""
    if not row.playable:
        return None
    mime_type = row.mime_type.split(";")[0].strip()
    signed = signed_urls.sign(row.s3_key, mime_type)
    grant = tokens.issue(row.id)
    return schemas.Playback(
        url=signed.url,
        mime_type=mime_type,
        # All of the URLs hold until then.
        expires_at=min(signed.expires_at, grant.expires_at),
        seekable=row.seekable,
        hls_url=hls_url(row),
        hls_credentials=signed_urls.by_cookies(),
        poster_url=url_of(row.poster_key),
        storyboard_url=grant.url("storyboard.vtt") if row.storyboard else None,
        preview_url=url_of(row.preview_key),
        download_url=download_url(row),
    )


def hls_url(row: Video) -> str | None:
    """Where a player starts, once there are playlists."""
    return tokens.issue(row.id).url("master.m3u8") if row.hls and row.playable else None


def download_url(row: Video) -> str | None:
    """The MP4, saved under the video's title."""
    if not row.download_key or not row.playable:
        return None
    return signed_urls.sign(row.download_key, filename=file_name(row.title, "mp4")).url


def scan(row: Video) -> schemas.Scan | None:
    """What the virus scanner said."""
    if not row.scan_verdict:
        return None
    return schemas.Scan.model_validate({"verdict": row.scan_verdict, "detail": row.scan_detail})


def renditions(found: VideoView) -> list[schemas.Rendition]:
    """What is made of it, or was."""
    return [schemas.Rendition.model_validate(each) for each in found.renditions]
