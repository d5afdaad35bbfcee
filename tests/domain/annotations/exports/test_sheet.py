"""What stands on a sheet, and when it is another one."""

from datetime import UTC, datetime

from app.domain.annotations.exports.sheet import MOST_THREADS, said_in, sheet, words
from tests.domain.annotations.exports.saying import STROKE, said

AT = datetime(2026, 11, 30, tzinfo=UTC)


def test_threads_stand_with_their_answers_and_the_rest_is_counted() -> None:
    items = [said(1, 1), said(2, 1, parent_id=1), *(said(number, number) for number in range(3, MOST_THREADS + 5))]
    found = sheet("Squat", AT, "en", items)
    assert [each.id for each in found.entries[0][1]] == [2]
    assert (len(found.entries), found.left_out) == (MOST_THREADS, 3)


def test_whatever_is_otherwise_makes_it_another_one() -> None:
    plain = sheet("Squat", AT, "en", [said(1, 1)])
    others = [
        sheet("Squat", AT, "en", [said(1, 1)]),
        sheet("Squats", AT, "en", [said(1, 1)]),
        sheet("Squat", AT, "de", [said(1, 1)]),
        sheet("Squat", AT, "en", [said(1, 1, "Else")]),
        sheet("Squat", AT, "en", [said(1, 1, author="Bob")]),
        sheet("Squat", AT, "en", [said(1, 1, is_resolved=True)]),
        sheet("Squat", AT, "en", [said(1, 1, strokes=[STROKE])]),
    ]
    assert [each.fingerprint == plain.fingerprint for each in others] == [True] + [False] * 6


def test_what_has_no_words_is_called_what_it_is() -> None:
    assert [said_in(said(1, 0, "", kind=kind), "de") for kind in ("drawing", "voice_over")] == [
        "Zeichnung",
        "Gesprochenes",
    ]
    assert words("xx") is words("en")
