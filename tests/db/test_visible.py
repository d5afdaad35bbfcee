"""The rule as SQL and the rule as a function, asked about random worlds: they never disagree."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from uuid import UUID, uuid4

from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, literal_column, select

from app.db import visible
from app.db.models import Annotation, User, Video
from app.db.unit_of_work import UnitOfWork
from app.domain.access import Action, Asker, Caller, Player, Standing, VideoFacts, may, may_take_back
from app.extensions import db

# Ids are taken from these, so that people, videos and tokens meet.
PEOPLE = [uuid4() for _ in range(4)]
VIDEOS = [uuid4() for _ in range(5)]


@dataclass(frozen=True, slots=True)
class World:
    """Some videos, who wrote about each, and somebody who asks."""

    videos: list[VideoFacts]
    authors: list[UUID]
    who: Asker


owners = st.sampled_from(PEOPLE)
# A token may name a video that nobody has.
ids = st.sampled_from([*VIDEOS, uuid4()])
callers = st.builds(
    Caller,
    user_id=owners,
    role=st.sampled_from(["admin", "member"]),
    sign_in_id=st.none() | st.uuids(),
    only_video=st.none() | ids,
)
worlds = st.builds(
    World,
    videos=st.lists(
        st.builds(VideoFacts, id=st.sampled_from(VIDEOS), owner_id=owners, deleted=st.booleans()),
        min_size=1,
        unique_by=lambda video: video.id,
    ),
    authors=st.lists(owners, min_size=1, max_size=3),
    who=callers | st.builds(Player, video_id=ids),
)
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


def build(work: UnitOfWork, world: World) -> None:
    """The world's rows."""
    people = [{"id": each, "email": str(each), "name": "", "password_hash": ""} for each in PEOPLE]
    work.execute(insert(User), people)
    work.execute(insert(Video), [_row(video) for video in world.videos])
    said = product(world.videos, world.authors)
    about = [{"video_id": each.id, "author_id": author, "timestamp": 0, "content": ""} for each, author in said]
    if about:
        work.execute(insert(Annotation), about)


def _row(video: VideoFacts) -> dict[str, object]:
    deleted_at = datetime.now(UTC) if video.deleted else None
    names = {"title": "", "s3_key": str(video.id), "mime_type": "video/webm"}
    return {"id": video.id, "owner_id": video.owner_id, "deleted_at": deleted_at, **names}


@many
@given(world=worlds)
def test_function_and_predicate_agree_on_every_action(app: APIFlask, world: World) -> None:
    columns = [visible.may(world.who, action).label(action) for action in Action]
    with UnitOfWork(db.engine) as work:
        build(work, world)
        rows = {row.id: row for row in work.execute(select(Video.id, *columns))}
        said = words(work, world.who) if isinstance(world.who, Caller) else []
        work.rollback()
    for video, action in product(world.videos, Action):
        assert getattr(rows[video.id], action) == may(world.who, action, video), (video, action)
    facts = {video.id: video for video in world.videos}
    for video_id, author_id, allowed in said:
        assert isinstance(world.who, Caller)
        assert allowed == may_take_back(world.who, author_id, facts[video_id])


def words(work: UnitOfWork, who: Caller) -> list[tuple[UUID, UUID, bool]]:
    """What people said: about which video, who, and whether they may take it back."""
    allowed = visible.may_take_back(who)
    query = select(Annotation.video_id, Annotation.author_id, allowed).join(Video, Video.id == Annotation.video_id)
    found = [(row[0], row[1], row[2]) for row in work.execute(query)]
    assert found
    return found


def test_what_is_ones_own(app: APIFlask) -> None:
    mine, theirs = VideoFacts(VIDEOS[0], PEOPLE[0], False), VideoFacts(VIDEOS[1], PEOPLE[1], False)
    gone = VideoFacts(VIDEOS[2], PEOPLE[0], True)
    with UnitOfWork(db.engine) as work:
        build(work, World([mine, theirs, gone], [], Caller(PEOPLE[0])))
        assert work.scalars(select(Video.id).where(visible.owned_by(PEOPLE[0]))).all() == [mine.id]
        work.rollback()


def test_every_standing_is_said_as_sql() -> None:
    assert set(visible._HOLDS) == set(Standing)


def test_a_condition_that_can_never_hold_is_said_so() -> None:
    """Whoever stands in no way to any video gets no rows, and not an empty condition, which would be all of them."""
    assert "false" in str(visible.may(Player(VIDEOS[0]), Action.DELETE)).lower()
    assert "true" not in str(select(literal_column("1")).where(visible.may(Player(VIDEOS[0]), Action.DELETE))).lower()
