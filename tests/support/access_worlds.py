"""Random worlds for the one rule: people, videos, names, links, and somebody who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID, uuid4

from hypothesis import strategies as st
from sqlalchemy import ColumnElement, insert, select

from app.db import visible
from app.db.models import Annotation, Named, Share, User, Video
from app.db.unit_of_work import UnitOfWork
from app.domain.access import (
    NOBODY,
    Action,
    Asker,
    Caller,
    Guest,
    LinkFacts,
    Player,
    Right,
    Role,
    VideoFacts,
    Visibility,
    may,
    may_rewrite,
    may_take_back,
)

# Ids are taken from these, so that people, videos, links and tokens meet.
PEOPLE = [uuid4() for _ in range(4)]
VIDEOS = [uuid4() for _ in range(5)]
LINKS = [uuid4() for _ in range(4)]


@dataclass(frozen=True, slots=True)
class World:
    """Some videos, who wrote about each, and somebody who asks. None is a guest, who has no account."""

    videos: list[VideoFacts]
    authors: list[UUID | None]
    who: Asker


people = st.sampled_from(PEOPLE)
# A token may name a video, or a link, that nobody has.
ids = st.sampled_from([*VIDEOS, uuid4()])
link_ids = st.sampled_from([*LINKS, uuid4()])
rights = st.sampled_from([str(right) for right in Right])
callers = st.builds(
    Caller,
    user_id=people,
    role=st.sampled_from([str(role) for role in Role]),
    sign_in_id=st.none() | st.uuids(),
    only_video=st.none() | ids,
)
guests = st.builds(Guest, share_id=link_ids, video_id=ids)
holders = callers | guests | st.just(NOBODY)
askers = holders | st.builds(Player, video_id=ids, holder=st.none() | holders)
_facts = st.builds(
    VideoFacts,
    id=st.sampled_from(VIDEOS),
    owner_id=people,
    deleted=st.integers(0, 4).map(lambda drawn: drawn == 0),
    trashed=st.integers(0, 3).map(lambda drawn: drawn == 0),
    withheld=st.integers(0, 3).map(lambda drawn: drawn == 0),
    visibility=st.sampled_from([str(each) for each in Visibility]),
    named=st.dictionaries(people, rights, max_size=3),
    links=st.dictionaries(
        st.sampled_from(LINKS),
        st.builds(LinkFacts, right=rights, downloads=st.booleans(), ended=st.booleans()),
        max_size=2,
    ),
)


def _is_possible(videos: list[VideoFacts]) -> bool:
    """A link is one video's."""
    links = [link for video in videos for link in video.links]
    return len(links) == len(set(links))


worlds = st.builds(
    World,
    videos=st.lists(_facts, min_size=1, unique_by=lambda video: video.id).filter(_is_possible),
    authors=st.lists(st.none() | people, min_size=1, max_size=3),
    who=askers,
)


def build(work: UnitOfWork, world: World) -> None:
    """The world's rows."""
    work.execute(insert(User), [{"id": each, "email": str(each), "name": "", "password_hash": ""} for each in PEOPLE])
    work.execute(insert(Video), [_video(video) for video in world.videos])
    _insert(work, Named, [_named(video.id, *entry) for video in world.videos for entry in video.named.items()])
    _insert(work, Share, [_share(video.id, *entry) for video in world.videos for entry in video.links.items()])
    said = product(world.videos, world.authors)
    _insert(work, Annotation, [_words(video.id, author) for video, author in said])


def _insert(work: UnitOfWork, table: type[Any], rows: list[dict[str, object]]) -> None:
    if rows:
        work.execute(insert(table), rows)


def _video(video: VideoFacts) -> dict[str, object]:
    now = datetime.now(UTC)
    return {
        "id": video.id,
        "owner_id": video.owner_id,
        "deleted_at": now if video.deleted else None,
        "trashed_at": now if video.trashed else None,
        "withheld": video.withheld,
        "visibility": video.visibility,
        "title": "",
        "s3_key": str(video.id),
        "mime_type": "video/webm",
    }


def _named(video_id: UUID, user_id: UUID, right: str) -> dict[str, object]:
    return {"video_id": video_id, "user_id": user_id, "email": "", "right": right}


def _share(video_id: UUID, share_id: UUID, link: LinkFacts) -> dict[str, object]:
    """Of those that ended, some were revoked, and some were for a time that is over."""
    now = datetime.now(UTC)
    revoked = link.ended and share_id.int % 2 == 0
    expired = link.ended and not revoked
    return {
        "id": share_id,
        "video_id": video_id,
        "token_hash": share_id.bytes,
        "right": link.right,
        "downloads": link.downloads,
        "revoked_at": now if revoked else None,
        "expires_at": now - timedelta(hours=1) if expired else now + timedelta(hours=1),
    }


def _words(video_id: UUID, author_id: UUID | None) -> dict[str, object]:
    guest = None if author_id else "Somebody"
    return {"video_id": video_id, "author_id": author_id, "guest_name": guest, "timestamp": 0, "content": ""}


def disagreements(work: UnitOfWork, world: World) -> list[tuple[object, ...]]:
    """Where the rule as SQL and the rule as a function say different things about a world that was built."""
    columns = [visible.may(world.who, action).label(action) for action in Action]
    rows = {row.id: row for row in work.execute(select(Video.id, *columns))}
    found: list[tuple[object, ...]] = [
        (video, action)
        for video, action in product(world.videos, Action)
        if getattr(rows[video.id], action) != may(world.who, action, video)
    ]
    found += [(video, "reached") for video in _unreached(work, world.who, rows.values())]
    facts = {video.id: video for video in world.videos}
    for what, by_rule, by_query in (
        ("take back", may_take_back, visible.may_take_back(world.who)),
        ("rewrite", may_rewrite, visible.may_rewrite(world.who)),
    ):
        for video_id, author_id, allowed in _said(work, by_query):
            if allowed != by_rule(world.who, author_id, facts[video_id]):
                found.append((facts[video_id], author_id, what))
    return found


def _unreached(work: UnitOfWork, who: Asker, rows: Iterable[Any]) -> set[UUID]:
    """Which of the videos that somebody may do something with are not among those that they can reach at most."""
    allowed = {row.id for row in rows if any(getattr(row, action) for action in Action)}
    return allowed - set(work.scalars(visible.reachable(who))) if isinstance(who, Caller) else set()


def _said(work: UnitOfWork, allowed: ColumnElement[bool]) -> list[tuple[UUID, UUID | None, bool]]:
    """What people said: about which video, who, and whether they may do with it what is asked."""
    query = select(Annotation.video_id, Annotation.author_id, allowed).join(Video, Video.id == Annotation.video_id)
    # What is not known to be true is not true: nobody wrote what a guest wrote.
    return [(row[0], row[1], bool(row[2])) for row in work.execute(query)]
