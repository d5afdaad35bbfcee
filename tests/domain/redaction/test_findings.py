"""A recording's secrets, each once."""

from app.domain.redaction.findings import Shown, findings
from app.domain.redaction.kinds import Kind
from tests.domain.redaction.screens import ASPECT, line


def shown(*texts: str, at: float, lasting: float = 2.0, top: float = 0.1) -> Shown:
    return Shown(at, at + lasting, tuple(line(text, top=top + 0.1 * row) for row, text in enumerate(texts)))


def test_what_stays_is_one_spot_and_what_moves_is_two() -> None:
    stays = [shown("Mail anna@example.com", at=0.0), shown("Mail anna@example.com", "Saved", at=2.0)]
    moved = shown("Mail anna@example.com", at=4.0, top=0.5)
    (found,) = findings([*stays, moved], ASPECT)
    assert [(spot.start, spot.end) for spot in found.spots] == [(0.0, 4.0), (4.0, 6.0)]


def test_another_reading_of_the_same_place_is_the_same_secret() -> None:
    screens = [shown("anna.keller@example.com", at=0.0), shown("anna.kel1er@example.com", at=2.0)]
    (found,) = findings(screens, ASPECT)
    assert (found.start, found.end) == (0.0, 4.0)


def test_a_reading_that_is_no_secret_by_itself_is_covered_with_it() -> None:
    screens = [shown("anna.keller@example.com", at=0.0), shown("anna.keller(example.com", at=2.0)]
    (found,) = findings(screens, ASPECT)
    assert found.end == 4.0


def test_what_is_typed_is_part_of_what_it_becomes() -> None:
    screens = [shown("anna.k", at=0.0), shown("anna.keller@exa", at=2.0), shown("anna.keller@example.com", at=4.0)]
    (found,) = findings(screens, ASPECT)
    assert (found.start, found.end) == (0.0, 6.0)


def test_other_words_before_it_are_left_alone() -> None:
    (found,) = findings([shown("Settings", at=0.0), shown("anna@example.com", at=2.0)], ASPECT)
    assert found.start == 2.0


def test_two_secrets_are_two_findings() -> None:
    found = findings([shown("anna@example.com", "4111 1111 1111 1111", at=0.0)], ASPECT)
    assert [each.kind for each in found] == [Kind.EMAIL, Kind.CARD]


def test_a_finding_does_not_print_its_value() -> None:
    (found,) = findings([shown("anna@example.com", at=0.0)], ASPECT)
    assert "anna" not in repr(found)
