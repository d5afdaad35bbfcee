"""Boxes on the wire lie inside of the frame, whatever was read at its edge."""

import pytest

from app.api.search.render import _box
from app.domain.search.lines import Rectangle


@pytest.mark.parametrize(
    ("box", "shown"),
    [
        ((0.1, 0.2, 0.3, 0.4), (0.1, 0.2, 0.3, 0.4)),
        ((0.9, 0.9, 0.2, 0.2), (0.9, 0.9, 0.1, 0.1)),
        ((-0.01, 1.02, 0.2, 0.2), (0.0, 1.0, 0.2, 0.0)),
    ],
)
def test_boxes_stay_inside(box: Rectangle, shown: Rectangle) -> None:
    found = _box(box)
    assert (found.x, found.y, found.w, found.h) == pytest.approx(shown)
