"""The product's own stages, one after the other, on a film."""

from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select

from app.db.models import FoundSecret, User
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.domain.redaction.kinds import Decision
from app.services.documents import frames, ocr, steps
from app.services.inspection import probing
from app.services.previews import poster, storyboard
from app.services.redaction import covering, deciding, finding, reopening
from app.services.search import filling
from app.services.transcode import stage
from app.services.videos import library
from app.storage.s3 import get_store

_READ = (frames.run, ocr.run, steps.run)
_SHOWN = (poster.run, storyboard.run, stage.run)


def read(path: Path) -> UUID:
    """A video of the film, read and looked through."""
    owner = uuid4()
    with transaction() as work:
        work.add(User(id=owner, email=f"{owner}@example.org", name="Somebody", password_hash=""))
    video_id = library.start(owner, "Pages", "video/webm")
    with transaction() as work:
        from app.db.models import Video

        key = work.get_one(Video, video_id).s3_key
    get_store().upload_file(key, path, "video/webm")
    for each in (probing.run, *_READ):
        each(video_id, _quiet)
    finding.run(video_id)
    filling.fill(video_id)
    return video_id


def cover(video_id: UUID) -> None:
    """Has all that was found covered, and everything made anew."""
    from app.db.models import Video

    with transaction() as work:
        ids = list(work.scalars(select(FoundSecret.id).where(FoundSecret.video_id == video_id)))
        owner = work.get_one(Video, video_id).owner_id
    deciding.decide(video_id, Caller(owner), ids, Decision.BLURRED)
    for each in (covering.run, probing.run, *_SHOWN, *_READ):
        each(video_id, _quiet)
    finding.run(video_id)
    reopening.run(video_id, _quiet)
    filling.fill(video_id)


def _quiet(progress: float) -> None:
    """Nobody looks on."""
