"""Links as their guests open them.

1. A link is looked for by its token. One that ended, or whose video is not there or for fewer people, is `gone`.
2. Somebody signed in who may see the video by themselves sees it as that person; no visit is counted.
3. Whoever brings the guest token of an earlier answer goes on with that visit, unless the link has another lock since.
4. Others begin one: it is counted, against the link's limit too, once they said the password and the email it wants.
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app.db import queries, visible
from app.db.models import Share, ShareGuest, Video
from app.db.queries import VideoView
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Asker, Caller, Guest
from app.domain.sharing import tokens
from app.errors import VideoFlowError
from app.services.access.videos import gone
from app.services.accounts import passwords
from app.services.sharing import guest_tokens


@dataclass(frozen=True, slots=True)
class Opened:
    """A video as a link shows it; `guest_token` is None for somebody who sees it by themselves."""

    view: VideoView
    share: Share
    guest_token: str | None


@dataclass(frozen=True, slots=True)
class Opener:
    """Who opens a link: an account, a visit that goes on, or nobody known."""

    caller: Caller | None = None
    guest: Guest | None = None


def open_link(token: str, opener: Opener) -> Opened:
    """Raises VideoFlowError: `gone` (404), `password_required` or `email_required` (401)."""
    with transaction() as work:
        share = _share(work, token)
        if opener.caller and (own := queries.video_view(work, share.video_id, opener.caller)):
            return Opened(own, share, None)
        _require_open(work, share)
        guest = opener.guest
        if guest is None or not _still_fits(guest, share):
            _require_nothing_more(share)
            guest = _begin(work, share)
        view = _seen(work, share.video_id, guest)
        return Opened(view, share, guest_tokens.issue(guest))


def share_id_of(token: str) -> UUID:
    """Which link it is, for whoever counts. Raises VideoFlowError `gone` (404)."""
    with transaction() as work:
        return _share(work, token).id


def unlock(token: str, password: str | None, email: str | None) -> str:
    """A guest token, for whoever says what the link wants.

    Raises VideoFlowError: `gone` (404), `password_required`, `wrong_password` or `email_required` (401), `busy` (503).
    """
    with transaction() as work:
        share = _share(work, token)
        _require_open(work, share)
    if share.password_hash is not None:
        if password is None:
            raise _wanted(share)
        if not passwords.matches(share.password_hash, password):
            raise VideoFlowError("wrong_password", "This is not the password of this link.", 401)
    if share.needs_email and email is None:
        raise VideoFlowError("email_required", "This link asks for your email.", 401, details={"needs": ["email"]})
    with transaction() as work:
        guest = _begin(work, share, email)
        if share.needs_email and email:
            _remember(work, share, email)
        return guest_tokens.issue(guest)


def _share(work: UnitOfWork, token: str) -> Share:
    query = select(Share).where(Share.token_hash == tokens.digest_of(token), visible.is_open())
    share = work.scalar(query)
    if share is None:
        raise gone()
    return share


def _require_open(work: UnitOfWork, share: Share) -> None:
    if work.scalar(select(Video.id).where(Video.id == share.video_id, visible.is_for_links())) is None:
        raise gone()


def _still_fits(guest: Guest, share: Share) -> bool:
    """Who came before there was a password says it, too; where it was taken away, nobody has to come again."""
    lock = _lock_of(share)
    return guest.share_id == share.id and lock in ("", guest.lock)


def _lock_of(share: Share) -> str:
    return tokens.lock_of(share.password_hash, share.needs_email)


def _require_nothing_more(share: Share) -> None:
    if share.max_views is not None and share.views >= share.max_views:
        raise gone()
    if share.password_hash is not None or share.needs_email:
        raise _wanted(share)


def _wanted(share: Share) -> VideoFlowError:
    """What the link wants to be told; a password counts before an email."""
    needs = ["password"] if share.password_hash is not None else []
    needs += ["email"] if share.needs_email else []
    if "password" in needs:
        return VideoFlowError("password_required", "This link has a password.", 401, details={"needs": needs})
    return VideoFlowError("email_required", "This link asks for your email.", 401, details={"needs": needs})


def _begin(work: UnitOfWork, share: Share, email: str | None = None) -> Guest:
    """Counts a visit. Of two who come for the last one, one finds the link over."""
    room = or_(Share.max_views.is_(None), Share.views < Share.max_views)
    counted = update(Share).where(Share.id == share.id, visible.is_open(), room).values(views=Share.views + 1)
    if work.scalar(counted.returning(Share.id)) is None:
        raise gone()
    said = email if share.needs_email else None
    return Guest(share.id, share.video_id, secrets.token_urlsafe(12), said, _lock_of(share))


def _remember(work: UnitOfWork, share: Share, email: str) -> None:
    row = insert(ShareGuest).values(share_id=share.id, email=email)
    again = {"visits": ShareGuest.visits + 1, "last_at": func.now()}
    work.execute(row.on_conflict_do_update(index_elements=["share_id", "email"], set_=again))


def _seen(work: UnitOfWork, video_id: UUID, who: Asker) -> VideoView:
    view = queries.video_view(work, video_id, who)
    if view is None:
        raise gone()
    return view
