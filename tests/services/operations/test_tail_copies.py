"""Of a machine's processes one copies tails, whichever is left."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from app.db.unit_of_work import transaction
from app.domain import times
from app.services.hosts import liveness
from app.services.ingest import connections
from app.services.operations.tail_copies import WEB, TailKeeper
from app.services.uploads import finishing, spilling
from tests.conftest import Person
from tests.support.recordings import content, record, upload_of


@pytest.fixture
def two(app: APIFlask) -> Iterator[tuple[TailKeeper, TailKeeper]]:
    """Two workers of one machine."""
    keepers = TailKeeper(), TailKeeper()
    yield keepers
    for each in keepers:
        each.close()


@pytest.fixture
def web(app: APIFlask) -> Iterator[TailKeeper]:
    """The web server of the same machine."""
    keeper = TailKeeper(WEB)
    yield keeper
    keeper.close()


def copied(video: UUID) -> int:
    """Where the copies end."""
    return max((copy.stop for copy in spilling.copies(video, upload_of(video).id)), default=0)


def test_of_two_workers_one_copies_until_it_ends(two: tuple[TailKeeper, TailKeeper], person: Person) -> None:
    first, second = two
    first.turn()
    video = record(person.id, content(1000))
    second.turn()
    assert copied(video) == 0
    first.close()
    second.turn()
    assert copied(video) == 1000


def test_the_web_server_copies_where_no_worker_lives(web: TailKeeper, person: Person) -> None:
    """Invariant 1: it takes chunks, and another machine may have to go on with them."""
    video = record(person.id, content(1000))
    liveness.beat()
    web.turn_for_a_worker()
    assert copied(video) == 0
    with transaction() as work:
        work.execute(
            text("UPDATE hosts SET seen_at = seen_at - make_interval(secs => :gone)"), {"gone": times.WORKER_LOST + 1}
        )
    web.turn_for_a_worker()
    assert copied(video) == 1000


def test_the_web_server_copies_where_the_worker_answers_nothing_though_it_holds_its_lock(
    web: TailKeeper, two: tuple[TailKeeper, TailKeeper], person: Person
) -> None:
    two[0].turn()
    liveness.beat()
    video = record(person.id, content(1000))
    for _ in range(liveness.UNANSWERED + 1):
        liveness.ask()
    web.turn_for_a_worker()
    assert copied(video) == 1000
    liveness.answer()
    connections.append(connections.connect(video, person.caller), content(500))
    web.turn_for_a_worker()
    assert copied(video) == 1000
    two[0].turn()
    assert copied(video) == 1500


def test_what_was_finished_is_copied_until_its_object_is_made(person: Person) -> None:
    """Its worker may be down for long, and its recorder gone."""
    video = record(person.id, content(1000))
    connections.finish(video, person.caller)
    assert spilling.Copier().round() == 1
    assert copied(video) == 1000
    finishing.finalize(video)
    assert copied(video) == 0
    assert spilling.Copier().round() == 0
