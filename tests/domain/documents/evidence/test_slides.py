"""Few lines set large are a slide; a page of a program is none."""

from app.domain.documents.evidence.slides import is_same_slide, slide_heading
from tests.domain.writing import line

HEADING = line("The plan until summer", 0.1, 0.1, size=0.06)
BULLETS = [line("Pilot with two teams", 0.1, 0.3, size=0.036), line("Training for everybody", 0.1, 0.4, size=0.036)]


def test_a_slide_is_called_by_its_heading_with_bullets_and_without() -> None:
    assert slide_heading([HEADING]) is HEADING
    assert slide_heading([*BULLETS, HEADING]) is HEADING


def test_a_page_is_no_slide() -> None:
    small = [line(f"Row {name} of a table", 0.1, 0.2 + 0.03 * n, size=0.018) for n, name in enumerate("abcdef")]
    assert slide_heading([line("Members", 0.1, 0.05, size=0.045), *small]) is None
    assert slide_heading([line("Members", 0.1, 0.05, size=0.032)]) is None
    assert slide_heading([]) is None


def test_the_same_heading_is_the_same_slide() -> None:
    assert is_same_slide(HEADING, line("The plan untll summer", 0.1, 0.1, size=0.06))
    assert not is_same_slide(HEADING, line("Questions we were asked", 0.1, 0.1, size=0.06))
