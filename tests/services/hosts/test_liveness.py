"""Who lives, who is lost, and who may say so: also when a machine is half alive, or the database was away."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, text, update

from app.db.models import Host, Upload
from app.db.unit_of_work import transaction
from app.domain import times
from app.errors import VideoFlowError
from app.services.hosts import liveness
from app.services.uploads import leases
from tests.conftest import Person
from tests.support.recordings import record, settings_changed, upload_of

ME, OTHER = "in-process", "other"


@contextmanager
def at(app: APIFlask, host: str) -> Iterator[None]:
    with settings_changed(app, host_id=host):
        yield


@pytest.fixture
def both(app: APIFlask) -> None:
    """Two machines that have been heard for long."""
    for name in (ME, OTHER):
        with at(app, name):
            liveness.beat()
    passed("steady_since", 3600)


def passed(column: str, seconds: float, host: str | None = None) -> None:
    """To the code, so much time has passed since then."""
    where = "" if host is None else " WHERE name = :host"
    with transaction() as work:
        work.execute(
            text(f"UPDATE hosts SET {column} = {column} - make_interval(secs => :seconds){where}"),
            {"seconds": seconds, "host": host} if host else {"seconds": seconds},
        )


def row(name: str) -> Host:
    with transaction() as work:
        return work.get_one(Host, name)


def ask(count: int) -> list[list[str]]:
    return [liveness.ask() for _ in range(count)]


@pytest.mark.usefixtures("both")
def test_a_machine_that_is_not_heard_any_more_is_lost(app: APIFlask) -> None:
    passed("seen_at", times.HOST_LOST - 1, OTHER)
    assert not liveness.is_lost(OTHER)
    passed("seen_at", 2, OTHER)
    assert liveness.is_lost(OTHER)
    assert liveness.living() == [ME]
    assert not liveness.is_lost(ME)


@pytest.mark.usefixtures("both")
def test_after_the_database_was_away_nobody_is_lost_until_all_could_be_heard(app: APIFlask) -> None:
    """Everybody is silent at once, and whoever is heard first must not take the others for dead."""
    passed("seen_at", 3600)
    liveness.beat()
    assert liveness.living() == [ME]
    assert not liveness.is_lost(OTHER)
    assert liveness.adopters() == []
    for _ in range(3):
        passed("steady_since", times.GRACE / 3 + 1, ME)
        passed("seen_at", times.BEAT, ME)
        liveness.beat()
    assert liveness.is_lost(OTHER)
    assert liveness.adopters() == [ME]


def test_a_machine_without_a_worker_calls_nobody_lost(app: APIFlask) -> None:
    """It could not store what it took over."""
    with at(app, OTHER):
        liveness.beat()
    passed("seen_at", 3600)
    assert not liveness.is_lost(OTHER)


@pytest.mark.usefixtures("both")
def test_a_heart_that_beats_beside_a_worker_that_answers_nothing_does_not_count(app: APIFlask) -> None:
    for _ in range(liveness.UNANSWERED + 1):
        assert not liveness.is_lost(OTHER)
        liveness.ask()
        liveness.answer()
    assert liveness.is_lost(OTHER)
    assert not is_served(app, OTHER)
    with at(app, OTHER):
        liveness.answer()
    assert not liveness.is_lost(OTHER)
    assert is_served(app, OTHER)


def is_served(app: APIFlask, host: str) -> bool:
    with at(app, host):
        return liveness.is_served()


@pytest.mark.usefixtures("both")
def test_a_worker_that_is_too_busy_to_answer_lives(app: APIFlask, person: Person) -> None:
    ask(50)
    liveness.answer()
    upload = upload_of(record(person.id, b"12345"))
    with transaction() as work:
        work.execute(update(Upload).where(Upload.id == upload.id).values(host=OTHER))
    assert liveness.is_lost(OTHER)
    with at(app, OTHER), leases.lease(upload.id), at(app, ME):
        assert not liveness.is_lost(OTHER)
    assert liveness.is_lost(OTHER)
    # Whoever takes the upload over from it is no sign of its life.
    with leases.lease(upload.id):
        assert liveness.is_lost(OTHER)


@pytest.mark.usefixtures("both")
def test_a_worker_that_is_down_is_sent_few_messages(app: APIFlask) -> None:
    """Thirteen in a day, if it is asked every fifteen seconds."""
    sent = ask(40)
    assert [number for number, names in enumerate(sent, start=1) if names] == [1, 2, 4, 8, 16, 32]
    assert sent[0] == sorted([ME, OTHER])


@pytest.mark.usefixtures("both")
def test_a_machine_that_is_not_heard_is_sent_none(app: APIFlask) -> None:
    passed("seen_at", 3600, OTHER)
    assert ask(1) == [[ME]]


@pytest.mark.usefixtures("both")
def test_a_machine_whose_spool_is_gone_is_silent(app: APIFlask, tmp_path: Path) -> None:
    passed("seen_at", 10, ME)
    before = row(ME).seen_at
    (tmp_path / "file").touch()
    with settings_changed(app, spool_dir=str(tmp_path / "file" / "spool")), pytest.raises(VideoFlowError) as broken:
        liveness.beat()
    assert broken.value.code == "spool_broken"
    assert row(ME).seen_at == before


@pytest.mark.usefixtures("both")
def test_machines_are_forgotten_after_a_week(app: APIFlask) -> None:
    passed("seen_at", times.HOST_FORGOTTEN + 1, OTHER)
    assert liveness.forget_lost() == [OTHER]
    with transaction() as work:
        assert work.scalar(select(func.count()).select_from(Host)) == 1


def test_a_beat_tells_for_how_long_there_was_no_gap(app: APIFlask) -> None:
    liveness.beat()
    began = row(ME).steady_since
    passed("seen_at", times.SILENT - 1)
    liveness.beat()
    assert row(ME).steady_since == began
    passed("seen_at", times.SILENT + 1)
    liveness.beat()
    assert row(ME).steady_since > began
