"""The secrets of a line and of a screen."""

import pytest

from app.domain.redaction.kinds import Kind
from app.domain.redaction.reading import places, secrets
from tests.domain.redaction.screens import ASPECT, line


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Pay DE89 3704 0044 0532 0130 00 to anna@example.com", [Kind.IBAN, Kind.EMAIL]),
        ("Card 4111 1111 1111 1111 Tel. +49 30 23125 123", [Kind.CARD, Kind.PHONE]),
        ("token=ghp_16C7e42F292c6912E7710c838347Ae178B4a", [Kind.API_KEY]),
        ("Nothing to see here, 30.11.2026", []),
    ],
)
def test_what_one_kind_has_taken_is_no_other_s(text: str, kinds: list[Kind]) -> None:
    assert [each.kind for each in secrets(text)] == kinds


def test_a_box_is_that_of_its_words_alone() -> None:
    shown = line("Write to anna@example.com today")
    (place,) = places([shown], ASPECT)
    (box,) = place.boxes
    assert (box.left, round(box.width, 6)) == (shown.words[2].box.left, round(shown.words[2].box.width, 6))


def test_a_private_key_is_all_of_its_lines() -> None:
    lines = [
        line("-----BEGIN RSA PRIVATE KEY-----", top=0.1),
        line("MIIEowIBAAKCAQEAx7Zq1kLmQp", top=0.14),
        line("q8Zt2nFf0aLr93mXc7Vb1QwErT", top=0.18),
        line("-----END RSA PRIVATE KEY-----", top=0.22),
        line("averylongfilenamewithoutanyend", top=0.26),
    ]
    boxes = [box for place in places(lines, ASPECT) for box in place.boxes]
    assert {box.top for box in boxes} == {0.1, 0.14, 0.18}
