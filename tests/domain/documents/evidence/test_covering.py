"""A pointer on a label may hide it; the screens before tell what it is."""

from app.domain.documents.evidence.changes import Pointer
from app.domain.documents.evidence.covering import with_covered
from app.domain.documents.words import Box, Line, Word

POINTER = Pointer(0.12, 0.31, "hand")


def line(text: str, top: float) -> Line:
    return Line((Word(text, Box(0.1, top, 0.1, 0.02), 99),))


PAGE = [line("Members", 0.1), line("Billing", 0.2), line("Integrations", 0.5)]
HIDDEN = line("Notifications", 0.3)


def test_what_the_pointer_covers_is_what_stood_there() -> None:
    assert with_covered([[*PAGE, HIDDEN], PAGE, PAGE], POINTER) == (*PAGE, HIDDEN)


def test_what_is_read_under_it_stays() -> None:
    other = line("Notices", 0.3)
    assert with_covered([[*PAGE, HIDDEN], [*PAGE, other]], POINTER) == (*PAGE, other)
    assert with_covered([[*PAGE, HIDDEN], PAGE], None) == tuple(PAGE)


def test_another_page_tells_nothing() -> None:
    page = [line(text, 0.1 + n / 10) for n, text in enumerate(["Orders", "Customers", "Reports"]) if n != 2]
    assert with_covered([[*PAGE, HIDDEN], page], POINTER) == tuple(page)
