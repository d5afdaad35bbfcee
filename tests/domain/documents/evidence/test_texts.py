"""What came, what went, what only moved: by text and by place, where the pixels changed."""

from app.domain.documents.evidence.texts import difference, moved_up, same_line
from app.domain.documents.words import Box
from tests.domain.writing import line

EVERYWHERE = [Box(0, 0, 2000, 1000)]
PAGE = [line("Members", 300, 50, size=34), line("Aino Virtanen", 300, 120), line("Ben Carter", 300, 160)]


def texts(lines: object) -> list[str]:
    return [each.text for each in lines]  # type: ignore[attr-defined]


def test_what_came_and_what_went() -> None:
    found = difference(PAGE, [*PAGE[:2], line("Elif Kaya", 300, 160)], EVERYWHERE)
    assert (texts(found.new), texts(found.gone), texts(found.unseen)) == (["Elif Kaya"], ["Ben Carter"], ["Elif Kaya"])
    assert 0.2 < found.share_unseen < 0.4


def test_another_reading_where_nothing_changed_is_no_news() -> None:
    found = difference(PAGE, [*PAGE[:2], line("B3n C@rt", 300, 160)], [Box(300, 110, 200, 40)])
    assert not found.new and not found.gone


def test_rows_in_another_order_are_new_at_their_places_but_not_unseen() -> None:
    swapped = [PAGE[0], line("Ben Carter", 300, 120), line("Aino Virtanen", 300, 160)]
    found = difference(PAGE, swapped, EVERYWHERE)
    assert len(found.new) == 2 and not found.unseen


def test_what_is_left_of_a_line_behind_a_dialog_is_not_new() -> None:
    assert not difference(PAGE, [*PAGE[:2], line("Ben", 300, 160)], EVERYWHERE).new


def test_lines_that_move_alike_were_scrolled() -> None:
    page = [line(f"Chapter {name}", 0.1, 0.1 * n, size=0.02) for n, name in enumerate(["one", "two", "three", "four"])]
    later = [line(each.text, 0.1, each.box.top - 0.25, size=0.02) for each in page]
    assert abs(moved_up(page, later) - 0.25) < 1e-6
    assert moved_up(page, page) == 0.0
    assert moved_up(page, later[:2]) == 0.0


def test_a_line_read_twice_is_one_and_a_line_elsewhere_another() -> None:
    assert same_line(line("Members of staff", 300, 50), line("Mernbers of staff", 302, 51))
    assert not same_line(line("Members", 300, 50), line("Members", 300, 120))
