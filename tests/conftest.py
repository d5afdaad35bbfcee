"""What every test can ask for: the services, the app in process, the running product, people who use it.

Kinds go by directory: tests/e2e drives a browser, tests/integration and tests/stack need the running product,
everything else is a unit test: it mirrors app/ and workers/ and may use PostgreSQL, Redis and S3 in process.

    app         an application context over an empty database, an empty broker and an empty bucket of its own
    client      Flask's test client for it;  person / make_person: registered people with their tokens
    store       the object store of `app`
    services    PostgreSQL, Redis and SeaweedFS; rarely asked for directly
    stack       the whole product in processes of its own, started once (scripts/stack.py); its data is shared by
                all tests of a run, so a test makes its own people and looks at nothing else
    api         a new person who talks to `stack` over HTTP;  make_api: more of them
"""

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import psycopg2
import pytest
import structlog
from apiflask import APIFlask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from redis import Redis

from scripts.client import Client
from scripts.stack import Stack
from tests.support import leftovers, lock_order
from tests.support.held import Watch, watched

if TYPE_CHECKING:
    from tests.support.bucket import Traces

# How long an example takes is what else the machine does.
hypothesis_settings.register_profile("ours", deadline=None)
hypothesis_settings.load_profile("ours")

PASSWORD = "correct horse battery"
KINDS = ("unit", "integration", "browser")
_KIND_OF_FOLDER = {"integration": "integration", "stack": "integration", "e2e": "browser"}
_stack_key = pytest.StashKey[Stack]()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, and what a request needs to come from them."""

    id: UUID
    email: str
    headers: dict[str, str]

    @property
    def caller(self):  # the class is imported where the app may be
        """Them, as services know who asks."""
        from app.domain.access import Caller

        return Caller(self.id)


# ---- the run -------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Chooses ports and settings before any test module is imported: some of ours read them at import."""
    stack = Stack.temporary()
    config.stash[_stack_key] = stack
    os.environ.update(stack.env | _in_process_settings(stack))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stops whatever was started and removes its files, before pytest's summary, which is the last thing said."""
    # The app's own listeners in this process would tell at length that Redis is gone.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    session.config.stash[_stack_key].stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Runs quick kinds first; what lies in tests/slow is slow."""
    for item in items:
        if item.nodeid.startswith("tests/slow/"):
            item.add_marker("slow")
    items.sort(key=lambda item: KINDS.index(_kind(item.nodeid)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Adds the processes' last words to the report of a test that failed beside them."""
    report = yield
    if report.failed and "stack" in getattr(item, "fixturenames", ()):
        stack = item.config.stash[_stack_key]
        report.sections += [(f"{name}.log", stack.tail(name)) for name in stack.running]
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many tests of each kind passed and failed."""
    for outcome in ("passed", "failed", "error"):
        counts = Counter(_kind(report.nodeid) for report in terminalreporter.stats.get(outcome, []))
        if counts:
            terminalreporter.line(", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]) + f" {outcome}")


def _kind(nodeid: str) -> str:
    return _KIND_OF_FOLDER.get(nodeid.split("/")[1], "unit")


@pytest.fixture(scope="session")
def _watch() -> Iterator[Watch]:
    with watched() as watch:
        yield watch


@pytest.fixture(autouse=True)
def _nothing_is_held(_watch: Watch) -> Iterator[None]:
    """Fails a test in which the application waited for something while it held a connection to the database."""
    _watch.faults.clear()
    yield
    assert _watch.faults == []


@pytest.fixture(scope="session")
def _order_watch() -> Iterator[lock_order.OrderWatch]:
    with lock_order.watched() as watch:
        yield watch


@pytest.fixture(autouse=True)
def _rows_are_locked_in_order(_order_watch: lock_order.OrderWatch) -> Iterator[None]:
    """Fails a test in which the application locked a video's row after that of one of its uploads."""
    _order_watch.faults.clear()
    yield
    assert _order_watch.faults == []


# ---- services and the app in process -------------------------------------------------------------------------


def _in_process_settings(stack: Stack) -> dict[str, str]:
    """A database, broker and bucket that no worker or beat of the running product touches."""
    return {
        "DATABASE_URL": stack.env["DATABASE_URL"] + "_in_process",
        "REDIS_URL": stack.env["REDIS_URL"].removesuffix("/0") + "/1",
        "S3_BUCKET": stack.env["S3_BUCKET"] + "-in-process",
        "SPOOL_DIR": stack.env["SPOOL_DIR"] + "-in-process",
        "SCRATCH_DIR": stack.env["SCRATCH_DIR"] + "-in-process",
        "HOST_ID": "in-process",
    }


@pytest.fixture(scope="session")
def services(pytestconfig: pytest.Config) -> Stack:
    """PostgreSQL, Redis and SeaweedFS, with tables and buckets both for `app` and for `stack`."""
    stack = pytestconfig.stash[_stack_key]
    stack.start_services()
    stack.migrate()
    _make_in_process_database(stack)
    return stack


def _make_in_process_database(stack: Stack) -> None:
    url = stack.env["DATABASE_URL"].replace("+psycopg2", "")
    connection = psycopg2.connect(url.rpartition("/")[0] + "/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE videoflow_in_process TEMPLATE videoflow")
        # A test that waits for a lock nobody will give back fails, and says at which statement.
        cursor.execute("ALTER DATABASE videoflow_in_process SET lock_timeout = '30s'")
    connection.close()


@pytest.fixture(scope="session")
def _application(services: Stack) -> APIFlask:
    from argon2 import PasswordHasher

    from app import create_app
    from app.services.accounts import passwords
    from app.storage.s3 import get_store

    # A hash as strong as the product's takes a third of a second, and hundreds of people register here.
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    application = create_app()
    with application.app_context():
        get_store().initialise(os.environ["PUBLIC_URL"])
    return application


@pytest.fixture(scope="session")
def _traces(services: Stack):  # the class is imported where the app may be
    from tests.support.bucket import Traces

    return Traces()


@pytest.fixture
def app(
    _traces: "Traces", _application: APIFlask, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[APIFlask]:
    """The application, in its context, over nothing: no rows, no messages, no objects, no spooled bytes."""
    if "first_bytes_count" not in request.fixturenames:
        _take_any_bytes(monkeypatch)
    with _application.app_context():
        _empty_everything(_traces)
        yield _application


@pytest.fixture
def first_bytes_count() -> None:
    """Recordings have to begin as recordings do. Most tests send bytes that are easy to recognise instead."""


def _take_any_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.domain.uploads.openings import Opening
    from app.services.ingest import first_bytes
    from app.services.uploads import draining

    monkeypatch.setattr(first_bytes, "opening", lambda head: Opening.RECORDING)
    monkeypatch.setattr(draining, "content_type", lambda head, claimed: claimed)


def _empty_everything(traces: "Traces") -> None:
    from app.services.workspace import choices
    from app.storage.s3 import get_store
    from app.storage.spool import get_spool

    _empty_database()
    choices.forget()
    _redis(os.environ["REDIS_URL"]).flushdb()
    store = get_store()
    if traces.pop():
        store.delete_prefix("")
        for upload in list(store.open_multiparts()):
            store.abort_multipart(upload.key, upload.upload_id)
    for upload_id, _ in get_spool().uploads():
        get_spool().remove(upload_id)


def _empty_database() -> None:
    from app.extensions import db

    # Far quicker than TRUNCATE where there is little: that makes a new file for each table. One round trip for all.
    tables = reversed(db.metadata.sorted_tables)
    # The audit log lets go of its entries only for whoever says the word.
    words = ["SET LOCAL videoflow.audit_forgets = 'on'", *(f'DELETE FROM "{table.name}"' for table in tables)]
    with db.engine.begin() as connection:
        connection.exec_driver_sql("; ".join(words))


@lru_cache(maxsize=1)
def _redis(url: str) -> Redis:
    return Redis.from_url(url)


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    """A test client without credentials; add a person's headers."""
    return app.test_client()


@pytest.fixture
def store(app: APIFlask):  # the class is imported where the app may be
    """The object store of `app`."""
    from app.storage.s3 import get_store

    return get_store()


@pytest.fixture
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes a silent worker's place waits a moment only for a sign of life."""
    from app.domain import times

    monkeypatch.setattr(times, "GRACE", 0.1)


@pytest.fixture
def make_person(app: APIFlask) -> Callable[[], Person]:
    """Registers people in `app`; the first is the admin."""
    from app.services.accounts import sign_ins as sign_ins

    def make() -> Person:
        email = f"{uuid4().hex}@example.org"
        signed_in = sign_ins.register(email, PASSWORD, "Somebody")
        return Person(signed_in.user.id, email, {"Authorization": f"Bearer {signed_in.access_token}"})

    return make


@pytest.fixture
def person(make_person: Callable[[], Person]) -> Person:
    """One registered person in `app`."""
    return make_person()


# ---- the running product -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def stack(services: Stack) -> Stack:
    """Web server, workers, beat and Flower, ready for requests."""
    services.start_app()
    services.wait_ready()
    return services


@pytest.fixture(scope="module", autouse=True)
def _work_ends_with_its_module(pytestconfig: pytest.Config) -> Iterator[None]:
    """What a module recorded at the running product is not worked on under the next module's tests."""
    yield
    stack = pytestconfig.stash[_stack_key]
    if "web" in stack.running:
        leftovers.end_work(stack)


@pytest.fixture
def make_api(stack: Stack) -> Iterator[Callable[[], Client]]:
    """Registers people at the running product; what they recorded is worked on no longer than the test goes on."""
    made: list[Client] = []

    def make() -> Client:
        made.append(Client.register(stack.urls["web"], password=PASSWORD))
        return made[-1]

    yield make
    leftovers.end_work(stack, [client.user["id"] for client in made])


@pytest.fixture
def api(make_api: Callable[[], Client]) -> Client:
    """A new person at the running product."""
    return make_api()
