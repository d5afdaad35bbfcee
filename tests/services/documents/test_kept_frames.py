"""Changes are stored with the frame that they led to."""

from app.domain.documents.evidence.changes import Change
from app.domain.documents.words import Box
from app.services.documents.kept_frames import grouped


def change(end: float) -> Change:
    return Change(end - 1, end - 0.5, end, (Box(0, 0, 0.1, 0.1),))


def test_a_change_belongs_to_the_frame_that_shows_what_came_of_it() -> None:
    first, second, third = change(0.5), change(4.0), change(9.0)
    assert grouped([1.0, 4.0, 8.0], [first, second, third]) == [[first], [second], [third]]


def test_without_frames_there_is_nothing_to_group() -> None:
    assert grouped([], []) == []
