"""Commands in titles are set apart; a backtick alone is one."""

import pytest

from app.domain.documents.exports.runs import Run, plain, runs


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Run `a b` now", [Run("Run ", False), Run("a b", True), Run(" now", False)]),
        ("`a`", [Run("a", True)]),
        ("5` long", [Run("5` long", False)]),
        ("", []),
    ],
)
def test_runs(title: str, found: list[Run]) -> None:
    assert runs(title) == found


def test_plain() -> None:
    assert (plain("Run `a b` now"), plain("5` long")) == ("Run a b now", "5` long")
