"""Threads, from a list by moment."""

from app.domain.annotations.exports.said import threads
from tests.domain.annotations.exports.saying import said


def test_answers_stand_with_what_they_answer() -> None:
    items = [said(1, 2.0), said(2, 2.0), said(3, 2.0, parent_id=1), said(4, 2.0, parent_id=2), said(5, 7.0)]
    found = [(root.id, [each.id for each in replies]) for root, replies in threads(items)]
    assert found == [(1, [3]), (2, [4]), (5, [])]


def test_what_says_nothing_is_called_what_it_is() -> None:
    assert [said(1, 0, "", kind=kind).words for kind in ("drawing", "voice_over")] == ["Drawing", "Voice-over"]
    assert said(1, 0, "two\nlines\x07").words == "two lines"
