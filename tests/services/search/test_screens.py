"""Frames are read some at once, and none is left out or read twice."""

import pytest

from app.services.search import screens
from app.services.videos import library
from tests.conftest import Person
from tests.services.search.test_filling import shown


def test_all_frames_are_read_by_their_time(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    video = library.start(person.id, None, None)
    shown(video, *[(f"Line {number}", "Always there") for number in range(9)])
    monkeypatch.setattr(screens, "_AT_ONCE", 4)
    found = {line.text: [(each.start, each.end) for each in line.moments] for line in screens.lines(video)}
    assert found.pop("Always there") == [(0, 9)]
    assert found == {f"Line {number}": [(number, number + 1)] for number in range(9)}
