"""Copies of recordings that others may see stay while they are made, so far back and no further."""

from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.services.ingest import connections
from app.services.uploads import draining, finishing, going_back, spilling
from app.services.uploads.spilling import Copier
from tests.conftest import Person
from tests.support.recordings import PART, content, record, settings_changed, upload_of


def shown(video: UUID, visibility: str) -> None:
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(visibility=visibility))


@pytest.mark.parametrize("visibility", ["private", "link", "people", "workspace", "public"])
def test_what_others_may_see_is_kept(app: APIFlask, person: Person, visibility: str) -> None:
    video = record(person.id, content(2000))
    shown(video, visibility)
    assert going_back.wants(video) is (visibility != "private")
    with settings_changed(app, live_rewind_bytes=0):
        assert not going_back.wants(video)
        assert not going_back.keeps(5, 5)


def test_copies_reach_without_a_gap_from_the_beginning_until_the_end_forgets_them(
    app: APIFlask, person: Person
) -> None:
    with settings_changed(app, part_bytes=PART, read_while_recording=False):
        video = record(person.id, content(PART - 100_000))
        upload = upload_of(video)
        shown(video, "link")
        copier = Copier(asks=False)
        copier.round()
        connection = connections.connect(video, person.caller)
        connections.append(connection, content(300_000, seed=4))
        draining.drain(upload.id)
        copier.round()
        assert upload_of(video).cursor == PART
        covered = 0
        for copy in spilling.copies(video, upload.id):
            assert copy.start <= covered
            covered = max(covered, copy.stop)
        assert covered == PART + 200_000
        connections.finish(video, person.caller)
        finishing.finalize(video)
        assert spilling.copies(video, upload.id) == []
