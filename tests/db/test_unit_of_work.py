"""What is asked for inside a transaction is done after its commit, and never after a rollback; who does it by accident
otherwise does not succeed.
"""

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import UUID, uuid4

import greenlet
import pytest
from apiflask import APIFlask
from kombu import Connection
from psycopg2 import extensions
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app import events, jobs
from app.db.models import Upload, User, VideoEvent
from app.db.unit_of_work import after_commit, reading, transaction
from app.extensions import db
from tests.conftest import Person
from tests.support.recordings import at_once, queued, record, upload_of

HOST = "host-7"
QUEUE = f"uploads.{HOST}"


class Mishap(Exception):
    """What ends a transaction here."""


def new_user() -> User:
    return User(email=f"{uuid4().hex}@example.org", name="Somebody", password_hash="x", role="member")


def asked() -> list[str]:
    """The ids that lie in the queue, in order."""
    return [arguments[0] for _, arguments in queued(QUEUE)]


def ask() -> str:
    """Asks for something that can be told from everything else."""
    upload_id = uuid4()
    jobs.drain(upload_id, HOST)
    return str(upload_id)


def test_a_question_by_itself_is_one_statement_and_leaves_nothing_open(app: APIFlask) -> None:
    with reading() as work:
        link = work.connection().connection.dbapi_connection
        assert work.scalar(select(func.count()).select_from(User)) is not None
        assert link is not None and link.info.transaction_status == extensions.TRANSACTION_STATUS_IDLE
    with transaction() as work:
        again = work.connection().connection.dbapi_connection
        work.scalar(select(func.count()).select_from(User))
        # The next to use the connection has a transaction again.
        assert again is link
        assert again.info.transaction_status == extensions.TRANSACTION_STATUS_INTRANS


def test_outside_a_transaction_a_job_is_sent_at_once(app: APIFlask) -> None:
    assert [ask(), ask()] == asked()


def test_inside_one_it_is_sent_after_the_commit_in_order(app: APIFlask) -> None:
    with transaction() as work:
        first = ask()
        work.add(new_user())
        work.flush()
        second = ask()
        assert asked() == []
    assert asked() == [first, second]


def test_no_connection_is_held_while_it_is_sent(app: APIFlask) -> None:
    held: list[int] = []
    with transaction() as work:
        work.add(new_user())
        work.flush()
        after_commit(lambda: held.append(db.engine.pool.checkedout()))  # type: ignore[attr-defined]
    assert held == [0]


@pytest.mark.parametrize("fault", [Mishap, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_after_a_rollback_nothing_is_sent(app: APIFlask, fault: type[BaseException]) -> None:
    with pytest.raises(fault), transaction() as work:
        work.add(new_user())
        ask()
        raise fault
    sent = ask()
    assert asked() == [sent]


def test_a_commit_that_fails_sends_nothing(app: APIFlask) -> None:
    with pytest.raises(IntegrityError), transaction() as work:
        work.add(VideoEvent(video_id=uuid4(), to_status="uploading", reason="of no video"))
        ask()
    assert asked() == []


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_who_ends_it_inside_the_block_hears_of_it_and_sends_nothing(app: APIFlask, end: str) -> None:
    with pytest.raises(RuntimeError, match="by the end of its block"), transaction() as work:
        work.add(new_user())
        ask()
        getattr(work, end)()
    assert asked() == []


def test_the_worker_that_is_quickest_finds_the_row(app: APIFlask, person: Person) -> None:
    """Sent inside the block, a job is read before the commit most of the time."""
    rounds = 30

    def worker() -> list[UUID | None]:
        with Connection(jobs.celery.conf.broker_url) as connection:
            queue = connection.SimpleQueue(QUEUE)
            return [look(UUID(queue.get(timeout=20).payload[0][0])) for _ in range(rounds)]

    def look(upload_id: UUID) -> UUID | None:
        with transaction() as work:
            found = work.get(Upload, upload_id)
        return found.id if found else None

    def web() -> list[UUID]:
        return [start() for _ in range(rounds)]

    def start() -> UUID:
        video = record(person.id, b"")
        with transaction() as work:
            work.delete(work.get_one(Upload, upload_of(video).id))
        with transaction() as work:
            upload = Upload(id=uuid4(), video_id=video, s3_key=f"videos/{uuid4()}", host=HOST)
            jobs.drain(upload.id, HOST)
            work.add(upload)
        return upload.id

    found, begun = at_once(app, worker, web)
    assert found == begun


def test_of_nested_transactions_the_outermost_is_waited_for(app: APIFlask) -> None:
    with transaction():
        first = ask()
        with transaction():
            second = ask()
        assert asked() == []
        third = ask()
    assert asked() == [first, second, third]


def test_what_a_nested_transaction_committed_is_done_even_if_the_outer_one_fails(app: APIFlask) -> None:
    with suppress(Mishap), transaction():
        ask()
        with transaction():
            inner = ask()
            with transaction():
                innermost = ask()
        raise Mishap
    assert asked() == [inner, innermost]


def test_what_a_nested_transaction_rolled_back_is_dropped_alone(app: APIFlask) -> None:
    with transaction():
        first = ask()
        with suppress(Mishap), transaction():
            ask()
            raise Mishap
        second = ask()
    assert asked() == [first, second]


def test_a_call_may_open_a_transaction_of_its_own(app: APIFlask) -> None:
    def follow() -> None:
        with transaction() as work:
            work.add(new_user())
            ask()
        assert len(asked()) == 1

    with transaction():
        after_commit(follow)
    assert len(asked()) == 1


def test_a_call_that_raises_keeps_no_other_from_being_made(app: APIFlask) -> None:
    def fail() -> None:
        raise Mishap

    with pytest.raises(Mishap), transaction():
        first = ask()
        after_commit(fail)
        second = ask()
    assert asked() == [first, second]


def test_threads_at_work_side_by_side_do_not_mix(app: APIFlask) -> None:
    """One commits, one rolls back, one has no transaction: each time all three are in the middle of it together."""
    together = threading.Barrier(3)

    def committing() -> str:
        with transaction():
            mine = ask()
            together.wait()
        return mine

    def failing() -> None:
        with suppress(Mishap), transaction():
            ask()
            together.wait()
            raise Mishap

    def outside() -> str:
        mine = ask()
        assert mine in asked()
        together.wait()
        return mine

    sent: set[str] = set()
    for _ in range(20):
        committed, _, plain = at_once(app, committing, failing, outside)
        sent |= {committed, plain}
    assert set(asked()) == sent


def test_greenlets_of_one_thread_do_not_mix(app: APIFlask) -> None:
    """As the web server's do: each gives way to the others while its transaction is open."""

    def within(fails: bool) -> Callable[[], None]:
        def run() -> None:
            with app.app_context(), suppress(Mishap), transaction():
                names.append(ask())
                main.switch()
                if fails:
                    raise Mishap

        return run

    main, names = greenlet.getcurrent(), list[str]()
    committing, failing = greenlet.greenlet(within(False)), greenlet.greenlet(within(True))
    committing.switch()
    failing.switch()
    outside = ask()
    assert asked() == [outside]
    failing.switch()
    committing.switch()
    assert asked() == [outside, names[0]]


def test_what_outlives_a_transaction_with_a_copy_of_its_context_is_not_lost(app: APIFlask) -> None:
    with transaction():
        context = contextvars.copy_context()
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(context.run, ask).result()
    assert asked() == [late]


def test_events_wait_for_the_commit_too(app: APIFlask) -> None:
    """Who hears of a change looks at once, and would see what was before."""
    with events.hub().listen("a") as mailbox:
        while mailbox.empty():
            events.publish("a", {"number": 0})
        with suppress(Mishap), transaction():
            events.publish("a", {"number": 1})
            raise Mishap
        with transaction() as work:
            events.publish("a", {"number": 2})
            work.add(new_user())
        while (heard := mailbox.get(timeout=10)["number"]) == 0:
            continue
    assert heard == 2
