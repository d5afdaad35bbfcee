"""One worker at a time holds an upload, and none for ever."""

import time
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain import times
from app.services.uploads import draining, leases
from tests.conftest import Person
from tests.support.recordings import PART, at_once, content, let_time_pass, record, settings_changed, upload_of


@pytest.fixture
def upload(person: Person) -> UUID:
    return upload_of(record(person.id, b"")).id


def test_one_of_many_gets_it(app: APIFlask, upload: UUID) -> None:
    def take() -> bool:
        return leases._take(upload, f"worker {object()}")

    assert sorted(at_once(app, *[take] * 6)) == [False] * 5 + [True]


def test_it_is_free_again_after_the_block_whatever_happened_in_it(upload: UUID) -> None:
    with pytest.raises(ZeroDivisionError), leases.lease(upload) as owner:
        assert owner
        with leases.lease(upload) as second:
            assert second is None
        raise ZeroDivisionError
    with leases.lease(upload) as owner:
        assert owner


def test_who_waits_gets_it_when_it_is_free(app: APIFlask, upload: UUID) -> None:
    def hold() -> bool:
        with leases.lease(upload, patience=20) as owner:
            return owner is not None

    assert at_once(app, *[hold] * 4) == [True] * 4


def test_it_runs_out_under_a_worker_that_died(app: APIFlask, person: Person) -> None:
    with settings_changed(app, part_bytes=PART):
        upload = upload_of(record(person.id, content(2 * PART))).id
        assert leases._take(upload, "a worker that died")
        assert draining.drain(upload) == 0
        let_time_pass("uploads", "lease_until", upload, "31 seconds")
        assert draining.drain(upload) == 2


def test_it_is_renewed_by_its_holder_alone(upload: UUID) -> None:
    with leases.lease(upload) as owner:
        assert owner
        let_time_pass("uploads", "lease_until", upload, "20 seconds")
        assert leases.renew(upload, owner)
        assert not leases.renew(upload, "somebody else")
        with leases.lease(upload) as second:
            assert second is None


def test_it_lasts_as_long_as_the_work_however_long_a_part_takes(upload: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "BEAT", 0.05)
    with leases.lease(upload) as owner:
        assert owner
        for _ in range(3):
            let_time_pass("uploads", "lease_until", upload, "25 seconds")
            _await_renewal(upload)
        with leases.lease(upload) as second:
            assert second is None
    assert _seconds_left(upload) is None


def _await_renewal(upload: UUID) -> None:
    deadline = time.monotonic() + 20
    while (_seconds_left(upload) or 0.0) < 20.0:
        assert time.monotonic() < deadline, "nobody renews it"
        time.sleep(0.01)


def _seconds_left(upload: UUID) -> float | None:
    left = func.extract("epoch", Upload.lease_until - func.now())
    with transaction() as work:
        return work.scalar(select(left).where(Upload.id == upload))


def test_who_lost_it_neither_renews_nor_releases_it(upload: UUID) -> None:
    with leases.lease(upload) as slow:
        assert slow
        let_time_pass("uploads", "lease_until", upload, "31 seconds")
        with leases.lease(upload) as quick:
            assert quick
            assert not leases.renew(upload, slow)
            leases._let_go(upload, slow)
            with leases.lease(upload) as third:
                assert third is None
