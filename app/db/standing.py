"""What the rule looks at, read beside a video in the same query: so that a page is told what may be done with it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, null, select

from app.db import visible
from app.db.models import Named, Share, Video
from app.domain.access import Asker, Caller, Guest, LinkFacts, VideoFacts


def about(who: Asker) -> ScalarSelect[Any] | ColumnElement[Any]:
    """A column: how they were named, or what their link allows; null where they were not, or come in otherwise."""
    if isinstance(who, Caller):
        named = select(func.json_build_object("right", Named.right))
        return named.where(Named.video_id == Video.id, Named.user_id == who.user_id).correlate(Video).scalar_subquery()
    if isinstance(who, Guest):
        link = select(func.json_build_object("right", Share.right, "downloads", Share.downloads))
        mine = (Share.id == who.share_id, Share.video_id == Video.id, visible.is_open())
        return link.where(*mine).correlate(Video).scalar_subquery()
    return null()


def facts(video: Video, who: Asker, found: Mapping[str, Any] | None) -> VideoFacts:
    """The video as the rule sees it; `found` is what the column said."""
    named = {who.user_id: str(found["right"])} if found and isinstance(who, Caller) else {}
    links = {who.share_id: LinkFacts(**found)} if found and isinstance(who, Guest) else {}
    return VideoFacts(
        id=video.id,
        owner_id=video.owner_id,
        deleted=video.deleted_at is not None,
        trashed=video.trashed_at is not None,
        withheld=video.withheld,
        visibility=video.visibility,
        named=named,
        links=links,
    )
