"""What was said, page after page, for whoever may see it all the while."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.domain.annotations.exports.formats import Format
from app.errors import VideoFlowError
from app.services.annotations import comments, exported, reactions
from app.services.annotations.comments import More
from app.services.videos import library
from tests.conftest import Person


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, "Front squat", "video/webm")


def test_everything_is_told_with_what_stands_beside_it(person: Person, video: UUID) -> None:
    first = comments.create(video, person.caller, 2.0, "Look", "comment").id
    comments.create(video, person.caller, 9.0, "Yes", "comment", more=More(parent_id=first))
    drawn = {"tool_type": "pen", "points": [[0, 0], [1, 1]]}
    comments.create(video, person.caller, 1.0, "", "drawing", more=More(end=3.0, data=drawn))
    reactions.add(first, person.caller, "👍")
    comments.resolve(first, person.caller, True)
    drawing, root, reply = exported.said(video, person.caller)
    assert (drawing.kind, drawing.end, len(drawing.strokes)) == ("drawing", 3.0, 1)
    assert (root.author, root.is_resolved, root.reactions) == ("Somebody", True, [("👍", 1)])
    assert (reply.parent_id, reply.timestamp, reply.content) == (first, 2.0, "Yes")


def test_who_loses_the_right_in_the_middle_gets_no_more(
    person: Person, make_person: Callable[[], Person], video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exported, "_PAGE", 2)
    for number in range(4):
        comments.create(video, person.caller, float(number), f"No. {number}", "comment")
    _, lines = exported.lines(video, person.caller, Format.CSV)
    next(lines)
    assert "No. 0" in next(lines)
    library.delete(video, person.caller)
    with pytest.raises(VideoFlowError) as caught:
        list(lines)
    assert caught.value.code == "not_found"
    with pytest.raises(VideoFlowError):
        exported.lines(video, make_person().caller, Format.CSV)
