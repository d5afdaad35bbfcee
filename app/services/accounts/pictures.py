"""The picture that others see beside somebody's name.

It is made anew (`media/likeness`), and no more of what was sent is kept. Its name is new each time, so that no address
ever shows another picture; the one before goes once the last address that shows it has ended.
"""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app.db.models import Garbage, User
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork, transaction
from app.errors import not_found
from app.media import likeness
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

_SLACK = timedelta(hours=1)


def take(user_id: UUID, data: bytes) -> User:
    """Makes this the person's picture.

    Raises VideoFlowError: `picture_too_large` (413), `unsupported_picture` (415), `busy` (503), `not_found` (404),
    StorageError (503).
    """
    portrait = likeness.remade(data, likeness.PORTRAIT, Path(settings().scratch_dir) / "pictures")
    key = keys.picture(user_id, uuid4().hex)
    with transaction() as work:
        # Whoever breaks off before it is anybody's leaves it to be swept.
        work.execute(insert(Garbage).values(prefix=key, due_at=func.now() + _SLACK))
    get_store().put(key, portrait, likeness.PORTRAIT.type)
    with transaction() as work:
        work.execute(delete(Garbage).where(Garbage.prefix == key))
        return _exchange(work, user_id, key)


def remove(user_id: UUID) -> User:
    """The person is shown by their initials again. Raises VideoFlowError `not_found` (404)."""
    with transaction() as work:
        return _exchange(work, user_id, None)


def _exchange(work: UnitOfWork, user_id: UUID, key: str | None) -> User:
    user = work.scalar(select(User).where(User.id == user_id).with_for_update(**FOR_CHANGE))
    if user is None:
        raise not_found("account")
    if user.picture_key:
        due = func.now() + timedelta(seconds=settings().playback_url_seconds) + _SLACK
        work.execute(insert(Garbage).values(prefix=user.picture_key, due_at=due).on_conflict_do_nothing())
    user.picture_key = key
    return user
