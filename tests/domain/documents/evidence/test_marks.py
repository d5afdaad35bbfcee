"""What was done, by what was told of it."""

import pytest

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.evidence.marks import Mark, MarkKind, kind_of


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("button", Kind.CLICK),
        ("checkbox", Kind.TOGGLE),
        ("switch", Kind.TOGGLE),
        ("tab", Kind.NAVIGATE),
        ("link", Kind.NAVIGATE),
        ("textbox", Kind.TYPE),
        ("option", Kind.CHOOSE),
        ("radio", Kind.CHOOSE),
        ("", Kind.CLICK),
        ("nothing known", Kind.CLICK),
    ],
)
def test_the_role_decides_the_kind(role: str, kind: Kind) -> None:
    assert kind_of(Mark(0.0, MarkKind.CLICK, role)) is kind


def test_what_was_told_of_the_act_itself_says_more_than_the_role() -> None:
    assert kind_of(Mark(0.0, MarkKind.CHOOSE, "combobox")) is Kind.CHOOSE
    assert kind_of(Mark(0.0, MarkKind.TYPE, "combobox")) is Kind.TYPE
    assert kind_of(Mark(0.0, MarkKind.CLICK, "combobox")) is Kind.CLICK
