"""Pictures that edits need: made once, blurred for everybody, and plain for nobody but the owner."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from app.db.models import Garbage, GuidePicture, Video
from app.db.unit_of_work import transaction
from app.domain.documents.editing import operations as ops
from app.domain.documents.words import Box
from app.media.pictures import decode_grey, liveliness
from app.services.documents import editing, reading, retouching
from app.services.documents.shown import MOST_ATTEMPTS
from app.services.sharing import people
from app.services.videos import library
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import GUIDE, examined, fetched, recorded
from tests.support.guides import written
from tests.support.recordings import queued

BOX = Box(0.0, 0.0, 1.0, 1.0)


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, "Onboarding", "video/webm")


def pictures(video: UUID) -> list[GuidePicture]:
    with transaction() as work:
        return list(work.scalars(select(GuidePicture).where(GuidePicture.video_id == video)))


def test_a_blurred_picture_is_what_everybody_sees_and_the_plain_one_is_the_owners(
    person: Person, video: UUID, make_person: Callable[[], Person], tmp_path: Path
) -> None:
    first, *_ = written(video)
    editor = make_person()
    people.name(video, person.caller, editor.email, "edit")
    with transaction() as work:
        work.execute(update(Video).values(visibility="people"))
    editing.edit(video, person.caller, 0, [ops.SetBlurs(first, (BOX,))])
    retouching.run(video)
    shown = reading.document(video, person.caller).steps[0].image_key
    assert shown is not None and shown.endswith("/shown.jpg")
    assert decode_grey(fetched(shown, tmp_path)).shape == (90, 160)
    owners, editors = (editing.look(video, who.caller).steps[0] for who in (person, editor))
    assert owners.plain_key is not None and owners.plain_key.endswith("/plain.jpg")
    assert (editors.image_key, editors.plain_key) == (shown, None)
    retouching.run(video)
    assert [row.shown_key for row in pictures(video)] == [shown]


def test_blurs_that_are_taken_away_leave_the_picture_also_where_the_readings_has_gone(
    person: Person, video: UUID, store: ObjectStore
) -> None:
    first, *_ = written(video)
    editing.edit(video, person.caller, 0, [ops.SetBlurs(first, (BOX,))])
    retouching.run(video)
    written(video, run="two")
    for key in store.list_keys(f"videos/{video}/steps/one/"):
        store.delete(key)
    editing.edit(video, person.caller, 2, [ops.SetBlurs(first, ())])
    assert reading.document(video, person.caller).steps[0].image_key is None
    retouching.run(video)
    assert reading.document(video, person.caller).steps[0].image_key is not None
    with transaction() as work:
        assert work.scalar(select(func.count()).select_from(Garbage).where(Garbage.prefix.contains("/retouched/"))) == 1


def test_another_moment_is_taken_from_the_video(person: Person, tmp_path: Path) -> None:
    video = examined(recorded(person.id, GUIDE))
    first, *_ = written(video)
    editing.edit(video, person.caller, 0, [ops.SetPicture(first, 1.5)])
    retouching.run(video)
    key = reading.document(video, person.caller).steps[0].image_key
    assert key is not None
    picture = fetched(key, tmp_path)
    assert decode_grey(picture).shape == (720, 1280) and liveliness(picture) > 10


def test_what_cannot_be_made_is_given_up_and_what_waits_is_asked_for(
    person: Person, video: UUID, store: ObjectStore
) -> None:
    first, *_ = written(video)
    for key in store.list_keys(f"videos/{video}/steps/"):
        store.delete(key)
    editing.edit(video, person.caller, 0, [ops.SetBlurs(first, (BOX,))])
    with transaction() as work:
        work.execute(update(GuidePicture).values(created_at=func.now() - timedelta(minutes=2)))
    before = len(queued("media"))
    assert (retouching.ask_for_waiting(), len(queued("media"))) == (1, before + 1)
    for _ in range(MOST_ATTEMPTS + 1):
        retouching.run(video)
    assert [(row.shown_key, row.attempts) for row in pictures(video)] == [(None, MOST_ATTEMPTS)]
    assert not editing.look(video, person.caller).steps[0].is_making
    assert retouching.ask_for_waiting() == 0
