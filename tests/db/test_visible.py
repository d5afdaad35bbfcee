"""The rule as SQL and the rule as a function, asked about random worlds: they never disagree."""

from dataclasses import replace
from uuid import uuid4

from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, literal_column, select

from app.db import standing, visible
from app.db.models import Video
from app.db.unit_of_work import UnitOfWork
from app.domain.access import (
    Action,
    Asker,
    Caller,
    Guest,
    LinkFacts,
    Player,
    Standing,
    VideoFacts,
    rights_of,
)
from app.extensions import db
from tests.support.access_worlds import LINKS, PEOPLE, VIDEOS, World, askers, build, disagreements, worlds

# A hundred thousand are asked about in tests/slow.
many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@many
@given(world=worlds, others=st.lists(askers, min_size=4, max_size=4))
def test_function_and_predicate_agree_on_every_action(app: APIFlask, world: World, others: list[Asker]) -> None:
    with UnitOfWork(db.engine) as work:
        build(work, world)
        found = [disagreements(work, replace(world, who=who)) for who in (world.who, *others)]
        work.rollback()
    assert [each for each in found if each] == []


def listed(world: World, condition: ColumnElement[bool]) -> set[object]:
    """The ids of the world's videos that a condition lists."""
    with UnitOfWork(db.engine) as work:
        build(work, world)
        found = set(work.scalars(select(Video.id).where(condition)))
        work.rollback()
    return found


def test_what_is_ones_own(app: APIFlask) -> None:
    me, other = PEOPLE[:2]
    mine, gone, trashed, theirs = (
        VideoFacts(VIDEOS[0], me, False),
        VideoFacts(VIDEOS[1], me, True),
        VideoFacts(VIDEOS[2], me, False, trashed=True),
        VideoFacts(VIDEOS[3], other, False),
    )
    world = World([mine, gone, trashed, theirs], [], Caller(me))
    assert listed(world, visible.owned_by(me)) == {mine.id}
    assert listed(world, visible.trashed_by(me)) == {trashed.id}
    assert listed(world, visible.kept_for(me)) == {mine.id, trashed.id}


def test_what_was_shared_and_what_is_the_workspaces(app: APIFlask) -> None:
    me, other = PEOPLE[:2]
    named = {me: "view"}
    kinds = ["people", "private", "workspace", "public", "link"]
    videos = [
        VideoFacts(VIDEOS[number], other, False, visibility=kind, named=named) for number, kind in enumerate(kinds)
    ]
    world = World(videos, [], Caller(me))
    assert listed(world, visible.shared_with(me)) == {VIDEOS[0], VIDEOS[2], VIDEOS[3], VIDEOS[4]}
    assert listed(world, visible.shared_with(other)) == set()
    assert listed(world, visible.of_the_workspace()) == {VIDEOS[2], VIDEOS[3]}
    assert listed(world, visible.is_for_links()) == {VIDEOS[3], VIDEOS[4]}


def test_what_is_read_beside_a_video_is_what_the_rule_sees(app: APIFlask) -> None:
    """Pages are told what may be done: the same as what is then allowed."""
    me = PEOPLE[0]
    link = {LINKS[0]: LinkFacts("comment", downloads=True)}
    video = VideoFacts(VIDEOS[0], PEOPLE[1], False, visibility="link", named={me: "edit"}, links=link)
    askers: list[Asker] = [Caller(me), Caller(PEOPLE[2]), Caller(PEOPLE[1]), Guest(LINKS[0], video.id)]
    with UnitOfWork(db.engine) as work:
        build(work, World([video], [], askers[0]))
        for who in askers:
            row, found = work.execute(select(Video, standing.about(who))).one()
            assert rights_of(who, standing.facts(row, who, found)) == rights_of(who, video)
        work.rollback()


def test_every_standing_is_said_as_sql() -> None:
    assert set(visible._HOLDS) | set(visible._NAMED_AS) == set(Standing)


def test_a_condition_that_can_never_hold_is_said_so() -> None:
    """Whoever stands in no way to any video gets no rows, and not an empty condition, which would be all of them."""
    assert "false" in str(visible.may(Player(uuid4()), Action.DELETE)).lower()
    assert "true" not in str(select(literal_column("1")).where(visible.may(Player(uuid4()), Action.DELETE))).lower()
