"""Stage `probe`: finds out what a video holds, and refuses what is none. Before that, one timeline is made of it.

A file may be played from here on: the scanner has passed it, and what is in it is known.
"""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import case

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import Source
from app.domain.uploads import admission
from app.domain.uploads.admission import Holding, Limits
from app.domain.uploads.containers import Container
from app.errors import VideoFlowError
from app.media.probe.examine import MediaFacts, NotMedia, examine, require_frame
from app.services.inspection import timeline
from app.services.pipeline import source_media
from app.services.uploads import outcome
from app.settings import settings

# Its share of the work, where there is something to join.
_JOINING = 0.9


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Fills in duration, size, width, height and media. Raises VideoFlowError for good: `not_a_video`, `no_frames`,
    `unsupported_codec`, `dimensions_too_large`, `too_long`. What was refused is played by nobody any more.
    """
    try:
        _find_out(video_id, report)
    except VideoFlowError as error:
        if not error.retryable:
            with transaction() as work:
                outcome.record(work, video_id, playable=False)
        raise


def _find_out(video_id: UUID, report: Callable[[float], None]) -> None:
    begun = _JOINING if timeline.run(video_id, lambda share: report(_JOINING * share)) else 0.0
    with source_media.downloaded(source_media.stored_key(video_id)) as path:
        report(begun + 0.3 * (1.0 - begun))
        size = path.stat().st_size
        facts = _examined(path)
    report(begun + 0.9 * (1.0 - begun))
    is_file = Video.source == Source.FILE
    with transaction() as work:
        outcome.record(
            work,
            video_id,
            duration=facts.duration,
            size=size,
            width=facts.video.width if facts.video else None,
            height=facts.video.height if facts.video else None,
            media=as_json(facts),
            playable=True,
            seekable=case((is_file, _is_seekable(facts)), else_=Video.seekable),
        )
    report(1.0)


def as_json(facts: MediaFacts) -> dict[str, object]:
    """The facts as they are stored with the video; `fps` is measured, `rotation` degrees clockwise."""
    return {
        "container": facts.container.value,
        "codecs": {
            "video": facts.video.codec if facts.video else None,
            "audio": facts.audio.codec if facts.audio else None,
        },
        "fps": facts.fps,
        "has_video": facts.video is not None,
        "has_audio": facts.audio is not None,
        "rotation": facts.video.rotation if facts.video else 0,
        "hdr": facts.video is not None and facts.video.is_hdr,
        "video": {"index": facts.video.index, **facts.video.details} if facts.video else None,
        "audio": {"index": facts.audio.index, **facts.audio.details} if facts.audio else None,
    }


def _examined(path: Path) -> MediaFacts:
    try:
        facts = examine(path)
        refused = admission.refusal(_holding(facts), _limits())
        if refused:
            raise VideoFlowError(refused.code, refused.message, http_status=422)
        if facts.video:
            require_frame(path, facts.container, facts.video)
    except NotMedia as error:
        raise VideoFlowError(error.code, str(error), http_status=422) from error
    return facts


def _holding(facts: MediaFacts) -> Holding:
    return Holding(
        facts.container,
        facts.video.codec if facts.video else None,
        facts.audio.codec if facts.audio else None,
        facts.video.longest_side if facts.video else 0,
        facts.duration,
    )


def _limits() -> Limits:
    return Limits(settings().max_video_seconds, settings().max_video_pixels)


def _is_seekable(facts: MediaFacts) -> bool:
    """Players seek in a Matroska file by the length that its header says; the others carry an index, or need none."""
    return facts.says_duration or facts.container not in (Container.WEBM, Container.MATROSKA)
