"""The one rule as SQL and as a function, asked about 100,000 random worlds: they never disagree (invariant 9)."""

from dataclasses import replace

from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.db.unit_of_work import UnitOfWork
from app.domain.access import Asker
from app.extensions import db
from tests.support.access_worlds import World, askers, build, disagreements, worlds

# Worlds differ in their videos and in who asks; building one costs as much as asking about it ten times.
WORLDS, ASKERS = 5_000, 20
all_of_them = settings(max_examples=WORLDS, deadline=None, suppress_health_check=list(HealthCheck))


@all_of_them
@given(world=worlds, others=st.lists(askers, min_size=ASKERS - 1, max_size=ASKERS - 1))
def test_function_and_predicate_agree_in_a_hundred_thousand_worlds(
    app: APIFlask, world: World, others: list[Asker]
) -> None:
    with UnitOfWork(db.engine) as work:
        build(work, world)
        found = [disagreements(work, replace(world, who=who)) for who in (world.who, *others)]
        work.rollback()
    assert [each for each in found if each] == []
