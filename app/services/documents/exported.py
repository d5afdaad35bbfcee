"""Files that were made of a guide which is another one now."""

from uuid import UUID

from sqlalchemy import delete

from app.db.models import DocumentExport
from app.db.unit_of_work import UnitOfWork
from app.services.exports.rows import let_go


def outdated(work: UnitOfWork, video_id: UUID) -> None:
    """They go, and so do attempts at them: what somebody has blurred since can be read in them."""
    gone = delete(DocumentExport).where(DocumentExport.video_id == video_id).returning(DocumentExport.s3_key)
    for key in work.scalars(gone).all():
        let_go(work, key)
