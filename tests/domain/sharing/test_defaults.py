"""For whom a new video is before anybody shares it."""

import pytest

from app.config import DEFAULT_VISIBILITIES
from app.domain.sharing.defaults import CHOICES, default_visibility


@pytest.mark.parametrize(
    ("person", "workspace", "expected"),
    [
        (None, "private", "private"),
        (None, "link", "link"),
        ("workspace", "private", "workspace"),
        ("private", "link", "private"),
    ],
)
def test_a_persons_choice_comes_before_the_workspaces(person: str | None, workspace: str, expected: str) -> None:
    assert default_visibility(person, workspace) == expected


def test_operators_choose_among_the_same() -> None:
    assert tuple(map(str, CHOICES)) == DEFAULT_VISIBILITIES
