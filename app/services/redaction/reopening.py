"""Stage `reopen`: once all was made anew, what was there before goes, and others see the video again.

1. What search finds is made of the new text first.
2. Objects that something has taken the place of are removed now, whoever still holds an address of one.
3. Only then is the video shown to others: unless it was decided meanwhile that more is to be covered.
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import delete, update

from app.db.models import DocumentExport, Video
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.services.pipeline import outputs
from app.services.redaction import guides
from app.services.search import filling


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Lets others see a video again. Raises StorageError, retryable."""
    _renew_guides(video_id)
    filling.fill(video_id)
    outputs.clear(video_id)
    _show(video_id)
    report(1.0)


@persistent
def _renew_guides(video_id: UUID) -> None:
    """Asks for an edited guide's pictures; guides that were saved as files are made anew when somebody asks."""
    with transaction() as work:
        guides.want_pictures(work, video_id)
        files = delete(DocumentExport).where(DocumentExport.video_id == video_id).returning(DocumentExport.s3_key)
        outputs.retire(work, work.scalars(files))


@persistent
def _show(video_id: UUID) -> None:
    with transaction() as work:
        due = Video.redaction_due.is_(False)
        work.execute(update(Video).where(Video.id == video_id, due).values(withheld=False))
