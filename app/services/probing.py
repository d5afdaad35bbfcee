"""Stage `probe`: finds out what was recorded, and refuses what is no recording. Joins what was recorded in pieces."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import update

from app.db.models import Video
from app.db.session import transaction
from app.errors import VideoFlowError
from app.media.ffprobe import MediaFacts, NotMedia, examine
from app.services import joining, originals

# Its share of the work, where there is something to join.
_JOINING = 0.9


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Fills in duration, size, width, height and media. Raises VideoFlowError `not_a_video`, for good."""
    begun = _JOINING if joining.run(video_id, lambda share: report(_JOINING * share)) else 0.0
    with originals.downloaded(originals.stored_key(video_id)) as path:
        report(begun + 0.3 * (1.0 - begun))
        size = path.stat().st_size
        facts = _examined(path)
    report(begun + 0.9 * (1.0 - begun))
    with transaction() as session:
        session.execute(
            update(Video)
            .where(Video.id == video_id)
            .values(
                duration=facts.duration,
                size=size,
                width=facts.video.width if facts.video else None,
                height=facts.video.height if facts.video else None,
                media=as_json(facts),
            )
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
    }


def _examined(path: Path) -> MediaFacts:
    try:
        return examine(path)
    except NotMedia as error:
        raise VideoFlowError("not_a_video", str(error), http_status=422) from error
