"""One video, asked for by its owner, by others, and by tokens."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask

from app.db.unit_of_work import transaction
from app.domain.access import Action, Asker, Caller, Player
from app.errors import VideoFlowError
from app.services.access import videos as access
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import at_once


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, "Mine", None)


def refusal(who: Asker, action: Action, video_id: UUID, **how: str) -> tuple[str, int, str]:
    """Code, status and words of the refusal."""
    with transaction() as work, pytest.raises(VideoFlowError) as refused:
        access.find(work, who, action, video_id, **how)
    return refused.value.code, refused.value.http_status, refused.value.message


def test_the_owner_gets_the_row(person: Person, video: UUID) -> None:
    with transaction() as work:
        assert access.find(work, person.caller, Action.CHANGE, video).title == "Mine"
    access.require(person.caller, Action.SEE, video)


def test_not_allowed_looks_like_not_there(person: Person, video: UUID, make_person: Callable[[], Person]) -> None:
    """Invariant 6."""
    stranger = make_person().caller
    assert refusal(stranger, Action.SEE, video) == refusal(person.caller, Action.SEE, uuid4())
    assert refusal(stranger, Action.SEE, video) == ("not_found", 404, "No such video.")
    with pytest.raises(VideoFlowError, match="No such video"):
        access.require(stranger, Action.SEE, video)


def test_it_is_called_what_was_asked_for(person: Person) -> None:
    assert refusal(person.caller, Action.RECORD, uuid4(), what="session")[2] == "No such session."


def test_tokens_reach_as_far_as_they_say(person: Person, video: UUID) -> None:
    recorder = Caller(person.id, only_video=video)
    access.require(recorder, Action.RECORD, video)
    access.require(Player(video), Action.WATCH, video)
    for who in (recorder, Player(video)):
        assert refusal(who, Action.DELETE, video)[0] == "not_found"


def test_who_holds_it_keeps_others_waiting(app: APIFlask, person: Person, video: UUID) -> None:
    def add_a_letter() -> None:
        with transaction() as work:
            found = access.find(work, person.caller, Action.CHANGE, video, hold=True)
            found.title += "."

    at_once(app, *[add_a_letter] * 8)
    with transaction() as work:
        assert access.find(work, person.caller, Action.SEE, video).title == "Mine........"
