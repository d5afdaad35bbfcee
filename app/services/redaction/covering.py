"""Stage `redact`: makes the recording anew with its secrets covered; all else is made of that, as of any recording.

1. What is to be covered is read, and from here on a decision asks for another run.
2. The recording as it was is decoded once; every picture that a cover is for has it painted over before it is coded.
3. The new file takes the recording's place; what was recorded stays, for its owner alone.
4. Where nothing is covered any more, what was recorded takes its own place again.
"""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.db.models import FoundSecret, Video
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.redaction.covers import Cover, from_json
from app.domain.redaction.kinds import Decision
from app.domain.redaction.scrubbing import pattern
from app.errors import StageSkipped
from app.media import redacting
from app.services.pipeline import outputs, source_media
from app.services.pipeline.source_media import Picture
from app.services.redaction import finding, guides
from app.services.transcode import encoding
from app.services.transcode.plan import plan
from app.services.uploads import outcome
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

Report = Callable[[float], None]

TYPE = "video/mp4"


def run(video_id: UUID, report: Report) -> None:
    """Covers what was decided to be. Raises VideoFlowError; StageSkipped where the video is gone."""
    wanted = _wanted(video_id)
    if not wanted:
        _restore(video_id)
        report(1.0)
        return
    picture = source_media.untouched(video_id)
    with outputs.making(video_id, keys.REDACTED) as output:
        key = keys.redacted(video_id, output.run)
        with source_media.downloaded(picture.s3_key) as path:
            get_store().upload_file(key, _made(path, picture, wanted, report), TYPE)
        _publish(output, key, pattern(finding.texts_of_covered(video_id)))
    report(1.0)


@persistent
def _wanted(video_id: UUID) -> list[Cover]:
    query = select(FoundSecret.covers).where(FoundSecret.video_id == video_id, FoundSecret.decision == Decision.BLURRED)
    with transaction() as work:
        video = work.get(Video, video_id, with_for_update=True)
        if video is None or video.deleted_at is not None:
            raise StageSkipped("The video was deleted.")
        video.redaction_due = False
        return [cover for stored in work.scalars(query) for cover in from_json(stored)]


def _made(path: Path, picture: Picture, wanted: list[Cover], report: Report) -> Path:
    """The new file, beside the original."""
    decided = plan(path, picture.container, picture.s3_key, settings(), may_copy=False, played=picture.played)
    target, script = path.with_name("redacted.mp4"), path.with_name("graph.txt")
    made = redacting.Redacted(
        source=decided.source(path),
        sounds=tuple(sound.stream for sound in decided.sounds),
        size=redacting.even(picture.width, picture.height),
        rate=decided.fps,
        frames=decided.frames,
        seconds=decided.seconds,
        segment=decided.segment,
    )
    script.write_text(redacting.graph(made, wanted))
    argv = redacting.args(made, script, target)
    with encoding.understood():
        share = 0.95 / max(1, decided.frames)
        encoding.run_ffmpeg(argv, encoding.limits(decided.seconds), "frame", lambda done: report(done * share))
    return target


def _publish(output: outputs.Output, key: str, secrets: re.Pattern[str] | None) -> None:
    def replace(work: UnitOfWork) -> None:
        video = work.get_one(Video, output.video_id)
        if video.original is None:
            video.original = _kept(video)
        else:
            outputs.retire(work, [video.s3_key])
        guides.scrub(work, video, secrets)
        work.flush()
        outcome.record(work, output.video_id, s3_key=key, mime_type=TYPE, seekable=True)

    outputs.publish(output, replace)


def _kept(video: Video) -> dict[str, object]:
    """What is put back once nothing is covered any more."""
    return {
        "key": video.s3_key,
        "mime_type": video.mime_type,
        "seekable": video.seekable,
        "media": video.media,
        "width": video.width,
        "height": video.height,
        "duration": video.duration,
    }


@persistent
def _restore(video_id: UUID) -> None:
    with outputs.held(video_id) as work:
        video = work.get_one(Video, video_id)
        kept = video.original
        if kept is None:
            return
        outputs.retire(work, [video.s3_key])
        video.original = None
        work.flush()
        outcome.record(work, video_id, s3_key=kept["key"], mime_type=kept["mime_type"], seekable=kept["seekable"])
