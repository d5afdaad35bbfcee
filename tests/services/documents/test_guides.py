"""A guide as files tell it: what rows say, without what cannot be seen, and cut where it never ends."""

from uuid import UUID

import pytest
from sqlalchemy import insert

from app.db.models import DocumentStep, Video
from app.db.unit_of_work import transaction
from app.domain.documents.editing import operations as ops
from app.domain.documents.exports.guide import MOST_STEPS, Guide
from app.services.documents import editing, guides
from app.services.videos import library
from tests.conftest import Person
from tests.support.guides import written


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, "Mine", "video/webm")


def read(video: UUID) -> Guide:
    with transaction() as work:
        return guides.read(work, work.get_one(Video, video), "de")


def test_steps_are_numbered_in_their_order(video: UUID) -> None:
    step = {"video_id": video, "timestamp": 1.0, "text": "b\n\x1b\nc"}
    with transaction() as work:
        work.execute(insert(DocumentStep), [step | {"index": index, "title": f"a\x1b{index}"} for index in (4, 2)])
    guide = read(video)
    found = [(step.number, step.title, step.lines) for step in guide.steps]
    assert found == [(1, "a2", ("b", "c")), (2, "a4", ("b", "c"))]
    assert (guide.title, guide.language, guide.left_out) == ("Mine", "de", 0)


def test_a_guide_that_never_ends_is_cut_and_says_so(video: UUID) -> None:
    row = {"video_id": video, "timestamp": 0.0, "title": "Go on", "text": ""}
    with transaction() as work:
        work.execute(insert(DocumentStep), [row | {"index": index} for index in range(MOST_STEPS + 7)])
    guide = read(video)
    assert (len(guide.steps), guide.left_out) == (MOST_STEPS, 7)


def test_files_tell_what_people_made_of_it(person: Person, video: UUID) -> None:
    first, second, third = written(video)
    changes = [ops.SetTitle(first, "Open it"), ops.Hide(second, True), ops.SetText(third, "- **Save**\n- \x1bwait")]
    editing.edit(video, person.caller, 0, changes)
    found = [(step.number, step.title, step.lines, step.prose) for step in read(video).steps]
    assert found == [(1, "Open it", ("Security", "new"), None), (2, "Click Save", (), "- **Save**\n- wait")]
