"""What has to be covered, and when."""

from app.domain.documents.evidence.changes import Change
from app.domain.documents.words import Box
from app.domain.redaction.covers import as_json, covers, from_json
from app.domain.redaction.findings import Spot
from tests.domain.redaction.screens import ASPECT

BOX = Box(0.3, 0.4, 0.2, 0.03)
SPOT = Spot(BOX, 10.0, 20.0)


def test_a_cover_reaches_beyond_the_box_and_the_time() -> None:
    (cover,) = covers([SPOT], [], ASPECT)
    assert cover.box.left < 0.3 and cover.box.right > 0.5 and cover.box.top < 0.4 and cover.box.bottom > 0.43
    assert (cover.start, cover.end) == (9.5, 20.5)


def test_it_begins_with_the_typing_that_led_to_it() -> None:
    typed = [
        Change(2.0, 2.25, 6.0, (BOX,)),
        Change(6.0, 6.25, 9.8, (BOX,)),
        Change(0.0, 0.5, 1.0, (Box(0, 0, 0.1, 0.1),)),
    ]
    assert covers([SPOT], typed, ASPECT)[0].start == 1.5


def test_it_ends_when_the_change_that_took_it_away_has_come_to_rest() -> None:
    assert covers([SPOT], [Change(19.9, 20.0, 21.5, (BOX,))], ASPECT)[0].end == 22.0


def test_while_a_page_is_scrolled_all_of_its_columns_are_covered() -> None:
    _, column = covers([SPOT], [Change(20.0, 20.25, 22.0, (BOX,), scrolled=0.5)], ASPECT)
    assert (column.box.top, column.box.height) == (0.0, 1.0)
    assert (column.start, column.end) == (19.5, 22.5)


def test_covers_are_stored_and_read_back() -> None:
    stored = as_json(covers([SPOT], [], ASPECT))
    assert as_json(from_json(stored)) == stored
