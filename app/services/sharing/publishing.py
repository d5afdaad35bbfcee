"""What anybody who has a link may see of it without opening it: for other services, which show it beside its address.

A link that wants to be told something first, or that ended, shows nothing; and what it shows ends with it.
"""

from sqlalchemy import or_, select

from app.db import visible
from app.db.models import Share, User, Video
from app.db.unit_of_work import transaction
from app.domain.access import Guest
from app.domain.sharing import tokens
from app.domain.sharing.previews import Preview
from app.domain.workspace import choices as domains
from app.services.access.videos import gone
from app.services.playback import signed_urls
from app.services.playback.signed_urls import SignedUrl
from app.services.workspace import choices
from app.settings import settings


def preview(token: str) -> Preview | None:
    """The video of a link as others may show it; None for a link that lets not everybody see it."""
    found = _open(token)
    if found is None:
        return None
    video, _, owner_name = found
    return Preview(
        token=token,
        title=video.title,
        owner_name=owner_name,
        has_poster=video.poster_key is not None,
        has_motion=video.preview_key is not None,
        width=video.width,
        height=video.height,
        duration=video.duration,
    )


def ancestors(token: str) -> str:
    """Who may frame a link's player, as a policy has it; of a link that ended it is as for all others."""
    theirs = select(Share.embed_domains).where(Share.token_hash == tokens.digest_of(token), visible.is_open())
    with transaction() as work:
        link = work.scalar(theirs)
        chosen = choices.current(work).embed_domains
    return domains.ancestors(link, chosen, settings().embed_ancestors)


def poster(token: str) -> SignedUrl:
    """The still, by an address that ends with the link. Raises VideoFlowError `gone` (404)."""
    return _signed(token, "poster_key")


def motion(token: str) -> SignedUrl:
    """The short moving picture. Raises VideoFlowError `gone` (404)."""
    return _signed(token, "preview_key")


def _signed(token: str, name: str) -> SignedUrl:
    found = _open(token)
    key: str | None = getattr(found[0], name) if found else None
    if found is None or key is None:
        raise gone()
    video, share, _ = found
    return signed_urls.sign(key, holder=Guest(share.id, video.id))


def _open(token: str) -> tuple[Video, Share, str] | None:
    room = or_(Share.max_views.is_(None), Share.views < Share.max_views)
    anybody = (Share.password_hash.is_(None), Share.needs_email.is_(False), room, visible.is_open())
    query = (
        select(Video, Share, User.name)
        .join(Share, Share.video_id == Video.id)
        .join(Video.owner)
        .where(Share.token_hash == tokens.digest_of(token), *anybody, visible.is_for_links())
    )
    with transaction() as work:
        row = work.execute(query).one_or_none()
    return (row[0], row[1], row[2]) if row else None
