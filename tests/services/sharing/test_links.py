"""Links as whoever shares a video makes and changes them; over HTTP: tests/api/sharing."""

from uuid import UUID, uuid4

import pytest

from app.errors import VideoFlowError
from app.services.accounts import passwords
from app.services.sharing import links
from app.services.sharing.links import Wish
from tests.conftest import Person
from tests.support.recordings import record


@pytest.fixture
def video(person: Person) -> UUID:
    return record(person.id, b"12345")


def test_a_password_is_kept_as_a_hash_and_taken_away_again(person: Person, video: UUID) -> None:
    link = links.create(video, person.caller, Wish(password="sesame seeds"))
    kept = link.share.password_hash
    assert kept is not None
    assert "sesame" not in kept
    assert passwords.matches(kept, "sesame seeds")
    changed = links.change(video, person.caller, link.share.id, {"password": None, "downloads": True})
    assert (changed.share.password_hash, changed.share.downloads, changed.token) == (None, True, link.token)


def test_what_is_not_named_stays(person: Person, video: UUID) -> None:
    link = links.create(video, person.caller, Wish(right="comment", max_views=3, start=1.5))
    changed = links.change(video, person.caller, link.share.id, {"needs_email": True}).share
    assert (changed.right, changed.max_views, changed.start, changed.needs_email) == ("comment", 3, 1.5, True)


def test_a_link_that_is_none_is_not_changed(person: Person, video: UUID) -> None:
    with pytest.raises(VideoFlowError) as refused:
        links.change(video, person.caller, uuid4(), {"right": "comment"})
    assert (refused.value.code, refused.value.http_status) == ("not_found", 404)
