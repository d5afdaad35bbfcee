"""The end of an account.

1. `close` is one transaction: the person cannot sign in any more, whatever acted for them ends, their name and address
   are gone, and their videos are private, so that nobody else sees them from then on.
2. `finish` does the rest in a worker, a piece at a time: uploads are thrown away, videos purged, what was exported
   removed; what they said about others' videos stays, as nobody's.
3. Once nothing is left the account's row goes. Beat asks again until then.
"""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert

from app import jobs
from app.db import layers, visible
from app.db.models import (
    AccountExport,
    Annotation,
    AnnotationReaction,
    Garbage,
    Named,
    NewsMail,
    Notification,
    PasswordReset,
    ShareGuest,
    SignIn,
    User,
    Video,
    VoiceOver,
)
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork, transaction
from app.domain.access import Caller, Visibility
from app.domain.accounts.closed import NOBODY
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError
from app.services.accounts import credentials, endings, profile, roles
from app.services.operations import purging
from app.services.videos import library
from app.services.workspace import audit
from app.services.workspace.audit import About
from app.storage import keys
from app.storage.s3 import get_store

log = structlog.get_logger()

_ASKED_AT_ONCE = 100
# Longer than an export takes.
_STORED_UNTIL = timedelta(days=2)
_WORDS_AT_ONCE = 1000


def close(user_id: UUID, password: str) -> None:
    """Ends an account, by whoever knows its password.

    Raises VideoFlowError: `current_password_wrong` (403), `last_admin` (409), `password_changed_meanwhile` (409),
    `busy` (503), `not_found` (404).
    """
    user = profile.of(user_id)
    credentials.require_current(user, password)
    with transaction() as work:
        roles.require_another_admin(work, user_id)
        known = User.id == user_id, User.password_hash == user.password_hash
        held = work.scalar(select(User).where(*known).with_for_update(**FOR_CHANGE))
        if held is None:
            raise credentials.changed_meanwhile()
        audit.note(work, Kind.ACCOUNT_DELETED, user_id, About(user_id, held.email))
        _forget_traces(work, held)
        _empty(held)
        theirs = visible.kept_for(user_id)
        work.execute(update(Video).where(theirs).values(visibility=Visibility.PRIVATE))
        endings.end(work, SignIn.user_id == user_id)
        jobs.finish_account(user_id)


def _forget_traces(work: UnitOfWork, user: User) -> None:
    """Rows that name the person, or their address."""
    work.execute(delete(Named).where(Named.user_id == user.id))
    work.execute(delete(Named).where(Named.email == user.email, Named.user_id.is_(None)))
    work.execute(delete(PasswordReset).where(PasswordReset.email == user.email))
    work.execute(delete(ShareGuest).where(ShareGuest.email == user.email))
    work.execute(update(Annotation).where(Annotation.guest_email == user.email).values(guest_email=None))
    work.execute(delete(AccountExport).where(AccountExport.user_id == user.id))
    work.execute(delete(Notification).where(Notification.user_id == user.id))
    work.execute(delete(NewsMail).where(NewsMail.user_id == user.id))


def _empty(user: User) -> None:
    """Leaves nothing in the row that is a person's. No password has this hash."""
    user.name, user.email, user.password_hash, user.role = NOBODY, f"{user.id}@closed.invalid", "", "viewer"
    user.language = user.time_zone = user.default_visibility = user.picture_key = None
    user.quota_bytes = user.email_confirmed_at = None
    user.closed_at = func.now()


def finish(user_id: UUID) -> None:
    """Removes what a closed account has left. Safe to repeat, late and beside itself. Raises StorageError."""
    with transaction() as work:
        if work.scalar(select(User.id).where(User.id == user_id, _is_closed())) is None:
            return
    _remove_videos(user_id)
    for prefix in (keys.account_exports(user_id), keys.pictures(user_id)):
        _remove_objects(prefix)
    _give_words_away(user_id)
    videos = exists().where(visible.belongs_to(User.id))
    with transaction() as work:
        work.execute(delete(User).where(User.id == user_id, _is_closed(), ~videos))


def finish_all() -> int:
    """Asks again for closed accounts of which something is left; returns how many."""
    with transaction() as work:
        ids = work.scalars(select(User.id).where(_is_closed()).limit(_ASKED_AT_ONCE)).all()
    for user_id in ids:
        jobs.finish_account(user_id)
    return len(ids)


def _is_closed() -> ColumnElement[bool]:
    return User.closed_at.is_not(None)


def _remove_videos(user_id: UUID) -> None:
    """Those that will not go now do not keep the others; the account's row waits for them."""
    for video_id, is_deleted in _videos(user_id):
        try:
            if not is_deleted:
                library.delete(video_id, Caller(user_id))
            purging.purge(video_id)
        except VideoFlowError as error:
            log.warning("not removed", video_id=str(video_id), error=str(error))


def _remove_objects(prefix: str) -> None:
    """And once more later: a worker may still be storing something."""
    with transaction() as work:
        later = insert(Garbage).values(prefix=prefix, due_at=func.now() + _STORED_UNTIL)
        work.execute(later.on_conflict_do_nothing())
    get_store().delete_prefix(prefix)


def _videos(user_id: UUID) -> list[tuple[UUID, bool]]:
    query = select(Video.id, Video.deleted_at.is_not(None)).join(User, visible.belongs_to(User.id))
    with transaction() as work:
        return [(video_id, gone) for video_id, gone in work.execute(query.where(User.id == user_id))]


def _give_words_away(user_id: UUID) -> None:
    """What they said about others' videos is nobody's, and their emoji are gone."""
    theirs = select(Annotation.id, Annotation.video_id).where(Annotation.author_id == user_id).limit(_WORDS_AT_ONCE)
    reacted = (
        select(AnnotationReaction.id, Annotation.video_id)
        .join(Annotation, Annotation.id == AnnotationReaction.annotation_id)
        .where(AnnotationReaction.user_id == user_id)
        .limit(_WORDS_AT_ONCE)
    )
    nobodys = {"author_id": None, "share_id": None, "guest_name": NOBODY}
    while True:
        with transaction() as work:
            words, emoji = work.execute(theirs).all(), work.execute(reacted).all()
            if not words and not emoji:
                return
            layers.hold(work, [row.video_id for row in (*words, *emoji)])
            said = [row.id for row in words]
            # A voice is known by its sound: what it said aloud goes, and what was written and drawn with it stays.
            work.execute(delete(VoiceOver).where(VoiceOver.annotation_id.in_(said)))
            work.execute(update(Annotation).where(Annotation.id.in_(said)).values(nobodys))
            gone = AnnotationReaction.id.in_([row.id for row in emoji])
            work.execute(delete(AnnotationReaction).where(gone))
