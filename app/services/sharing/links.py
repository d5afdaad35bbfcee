"""Links of a video, as whoever shares it makes, lists and revokes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, func, select, update

from app import events
from app.db.models import Share, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Caller, Visibility
from app.domain.sharing import tokens
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError, not_found
from app.services.access import videos as access
from app.services.accounts import passwords
from app.services.workspace import audit
from app.services.workspace.audit import About
from app.settings import settings

# Of one video, at once.
MOST = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new link is to allow. `start` is seconds from the beginning of the video; `embed_domains` are the sites
    that may frame its player, None as the workspace has it.
    """

    right: str = "view"
    password: str | None = None
    expires_at: datetime | None = None
    start: float | None = None
    max_views: int | None = None
    downloads: bool = False
    needs_email: bool = False
    embed_domains: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link, with its token where that can still be made; and for whom its video is."""

    share: Share
    token: str | None
    visibility: str

    @property
    def url(self) -> str | None:
        """The address to give away."""
        return f"{settings().public_url.rstrip('/')}/s/{self.token}" if self.token else None


def create(video_id: UUID, caller: Caller, wish: Wish) -> Link:
    """Makes a link. A video that was private becomes what SHARE_VISIBILITY says; others stay what they are.

    Raises VideoFlowError: `not_found` (404), `not_allowed` (403), `expired_already` (400), `too_many_links` (409),
    `busy` (503).
    """
    _require_later(wish.expires_at)
    # Only who may share costs a hash.
    access.require(caller, Action.SHARE, video_id)
    password_hash = passwords.hashed(wish.password) if wish.password else None
    share_id = uuid4()
    token = tokens.token_of(share_id, settings().secret_key)
    with transaction() as work:
        video = access.find(work, caller, Action.SHARE, video_id, hold=True)
        there = work.scalar(select(func.count()).where(Share.video_id == video_id, Share.revoked_at.is_(None)))
        if (there or 0) >= MOST:
            raise VideoFlowError("too_many_links", f"A video has {MOST} links at most. Remove one first.", 409)
        share = Share(
            id=share_id,
            video_id=video_id,
            created_by=caller.user_id,
            token_hash=tokens.digest_of(token),
            right=wish.right,
            password_hash=password_hash,
            expires_at=wish.expires_at,
            start=wish.start,
            max_views=wish.max_views,
            downloads=wish.downloads,
            needs_email=wish.needs_email,
            embed_domains=None if wish.embed_domains is None else list(wish.embed_domains),
        )
        work.add(share)
        if video.visibility == Visibility.PRIVATE:
            video.visibility = settings().share_visibility
        work.flush()
        work.refresh(share)
        _note(work, Kind.LINK_MADE, caller, video, share, visibility=video.visibility)
        events.video_changed(video_id, video.owner_id)
        return Link(share, token, video.visibility)


def listing(video_id: UUID, caller: Caller) -> tuple[list[Link], str]:
    """Links that were not revoked, newest first, and for whom the video is. Raises `not_found`, `not_allowed`."""
    with transaction() as work:
        video = access.find(work, caller, Action.SHARE, video_id)
        rows = work.scalars(
            select(Share)
            .where(Share.video_id == video_id, Share.revoked_at.is_(None))
            .order_by(Share.created_at.desc(), Share.id)
        )
        return [_link(row, video) for row in rows], video.visibility


def change(video_id: UUID, caller: Caller, share_id: UUID, wanted: Mapping[str, Any]) -> Link:
    """Makes a link otherwise, by the fields of a Wish that are in `wanted`; its address stays.

    Raises VideoFlowError: `not_found` (404), `not_allowed` (403), `expired_already` (400), `busy` (503).
    """
    values = dict(wanted)
    _require_later(values.get("expires_at"))
    access.require(caller, Action.SHARE, video_id)
    if "password" in values:
        password = values.pop("password")
        values["password_hash"] = passwords.hashed(password) if password else None
    with transaction() as work:
        video = access.find(work, caller, Action.SHARE, video_id)
        row = work.scalar(update(Share).where(*_kept(video_id, share_id)).values(**values).returning(Share))
        if row is None:
            raise not_found("link")
        _note(work, Kind.LINK_CHANGED, caller, video, row, changed=sorted(wanted))
        events.video_changed(video_id, video.owner_id)
        return _link(row, video)


def revoke(video_id: UUID, caller: Caller, share_id: UUID) -> None:
    """Ends a link: pages that show it end within a minute. Raises `not_found` (404), `not_allowed` (403)."""
    with transaction() as work:
        video = access.find(work, caller, Action.SHARE, video_id)
        ended = update(Share).where(*_kept(video_id, share_id)).values(revoked_at=func.now()).returning(Share)
        share = work.scalar(ended)
        if share is None:
            raise not_found("link")
        _note(work, Kind.LINK_REVOKED, caller, video, share)
        events.video_changed(video_id, video.owner_id)


def _kept(video_id: UUID, share_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return Share.id == share_id, Share.video_id == video_id, Share.revoked_at.is_(None)


def _note(work: UnitOfWork, kind: Kind, caller: Caller, video: Video, share: Share, **more: audit.Detail) -> None:
    locks: dict[str, audit.Detail] = {
        "right": share.right,
        "password": share.password_hash is not None,
        "needs_email": share.needs_email,
    }
    about = About(video.id, video.title)
    audit.note(work, kind, caller.user_id, about, link=str(share.id), **{**locks, **more})


def _require_later(expires_at: datetime | None) -> None:
    if expires_at is not None and expires_at <= datetime.now(UTC):
        raise VideoFlowError("expired_already", "That is over already: choose a later time.", 400)


def _link(row: Share, video: Video) -> Link:
    """With another SECRET_KEY than it was made with, it goes on opening the video and cannot be shown."""
    token = tokens.token_of(row.id, settings().secret_key)
    return Link(row, token if tokens.digest_of(token) == row.token_hash else None, video.visibility)
