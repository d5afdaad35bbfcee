"""The only place where an upload's state changes."""

from uuid import UUID

from sqlalchemy import select, update

from app.db.models import Upload, UploadEvent
from app.db.unit_of_work import UnitOfWork
from app.domain.uploads.states import UploadState, sources_of


def change_state(work: UnitOfWork, upload_id: UUID, target: UploadState, reason: str, **values: object) -> bool:
    """Moves an upload to `target` if an arrow leads there, and records why.

    Returns False where it is not in a state from which `target` can be reached: another process got there first, or
    it was purged. `values` are further columns to set in the same statement.
    """
    source = work.scalar(select(Upload.state).where(Upload.id == upload_id).with_for_update())
    moved = work.scalar(
        update(Upload)
        .where(Upload.id == upload_id, Upload.state.in_(sources_of(target)))
        .values(state=target, **values)
        .returning(Upload.id)
    )
    if moved is None:
        return False
    work.add(UploadEvent(upload_id=upload_id, from_state=source, to_state=target, reason=reason))
    return True
