"""An upload's state goes along its arrows, once, with a row that says why."""

import threading
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from app.db.models import Upload, UploadEvent
from app.db.unit_of_work import transaction
from app.domain.uploads.states import ARROWS, UploadState
from app.services.ingest import connections
from app.services.uploads.transitions import change_state
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import record, upload_of


def in_state(person: Person, state: UploadState) -> UUID:
    """An upload that went to `state` along its arrows."""
    upload_id = upload_of(library.start(person.id, None, None)).id
    steps = {UploadState.OPEN: [], UploadState.COMPLETED: [UploadState.FINISHING, UploadState.COMPLETED]}
    for step in steps.get(state, [state]):
        assert change(upload_id, step)
    return upload_id


def change(upload_id: UUID, target: UploadState) -> bool:
    """One change in a transaction of its own."""
    with transaction() as work:
        return change_state(work, upload_id, target, f"to {target}")


def history(upload_id: UUID) -> list[tuple[str, str, str]]:
    """From, to and why, in order."""
    query = select(UploadEvent).where(UploadEvent.upload_id == upload_id).order_by(UploadEvent.id)
    with transaction() as work:
        return [(row.from_state, row.to_state, row.reason) for row in work.scalars(query)]


def state_of(upload_id: UUID) -> str:
    """As the database has it."""
    with transaction() as work:
        return work.scalars(select(Upload.state).where(Upload.id == upload_id)).one()


@pytest.mark.parametrize("target", UploadState)
@pytest.mark.parametrize("source", UploadState)
def test_it_goes_where_an_arrow_leads_and_nowhere_else(
    person: Person, source: UploadState, target: UploadState
) -> None:
    upload_id = in_state(person, source)
    before = history(upload_id)
    goes = target in ARROWS[source]
    assert change(upload_id, target) is goes
    assert state_of(upload_id) == (target if goes else source)
    assert history(upload_id) == before + ([(source, target, f"to {target}")] if goes else [])


def test_of_several_at_once_one_goes_and_says_why(app: APIFlask, person: Person) -> None:
    upload_id = in_state(person, UploadState.FINISHING)
    before, went = history(upload_id), []

    def go(target: UploadState) -> None:
        with app.app_context():
            went.append(change(upload_id, target))

    targets = (UploadState.ABORTED,) * 8
    threads = [threading.Thread(target=go, args=(target,)) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert went.count(True) == 1
    assert [each[1] for each in history(upload_id)[len(before) :]] == [state_of(upload_id)]


def test_an_upload_that_is_gone_goes_nowhere(app: APIFlask) -> None:
    assert change(UUID(int=0), UploadState.ABORTED) is False


def test_columns_change_with_it_or_not_at_all(person: Person) -> None:
    upload_id = in_state(person, UploadState.OPEN)
    for _ in range(2):
        with transaction() as work:
            change_state(work, upload_id, UploadState.FINISHING, "done", size=5)
    with transaction() as work:
        assert change_state(work, upload_id, UploadState.FINISHING, "done", size=6) is False
    with transaction() as work:
        assert work.get_one(Upload, upload_id).size == 5


def test_a_recordings_end_says_why(person: Person) -> None:
    video = record(person.id, b"bytes")
    connections.finish(video, person.caller, 5)
    assert history(upload_of(video).id) == [("open", "finishing", "recording finished")]
    thrown_away = record(person.id, b"bytes")
    connections.abort(thrown_away, person.caller)
    assert history(upload_of(thrown_away).id) == [("open", "aborted", "thrown away by its owner")]
