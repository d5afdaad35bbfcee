"""Drawings as SVG: each tool, where it was drawn."""

from typing import Any

import pytest
from lxml import etree

from app.domain.annotations.exports.svg import svg
from tests.domain.annotations.exports.saying import STROKE

NAMES = {"s": "http://www.w3.org/2000/svg"}


def drawn(tool: str, points: list[list[float]], **other: Any) -> Any:
    stroke = {**STROKE, "tool_type": tool, "points": points, **other}
    root = etree.fromstring(svg([stroke], 1000, 500))
    assert root.get("viewBox") == "0 0 1000 500"
    return root


@pytest.mark.parametrize("tool", ["pen", "line"])
def test_lines_go_through_their_points(tool: str) -> None:
    path = drawn(tool, [[0.1, 0.2], [0.5, 0.5]])[0]
    assert (path.get("d"), path.get("stroke"), path.get("stroke-width")) == ("M100 100L500 250", "#ff0000", "4")


def test_shapes_stand_between_their_corners_however_they_were_drawn() -> None:
    box = drawn("rectangle", [[0.5, 0.5], [0.1, 0.2]])[0]
    assert [box.get(name) for name in ("x", "y", "width", "height")] == ["100", "100", "400", "150"]
    ellipse = drawn("ellipse", [[0.1, 0.2], [0.5, 0.5]])[0]
    assert [ellipse.get(name) for name in ("cx", "cy", "rx", "ry")] == ["300", "175", "200", "75"]


def test_an_arrow_has_a_head_and_a_highlighter_lets_through() -> None:
    assert len(drawn("arrow", [[0.1, 0.1], [0.5, 0.1]])) == 2
    assert drawn("highlighter", [[0.1, 0.1], [0.5, 0.1]])[0].get("stroke-opacity") == "0.4"
    # A dot is seen, too.
    assert drawn("pen", [[0.1, 0.1]])[0].get("d") == "M100 50L100 50"


def test_text_is_text() -> None:
    text = drawn("text", [[0.5, 0.5]], text="a < b & <script>")[0]
    assert (text.text, len(text)) == ("a < b & <script>", 0)
