"""What is taken as a drawing, and what is refused: by a code of its own each."""

import json
import math
from typing import Any

import pytest

from app.domain.annotations import drawings
from app.domain.annotations.drawings import DrawingError, drawing

DOCUMENTED = {"tool_type": "pen", "points": [[0.1, 0.2], [0.3, 0.4]], "color": "#FF0000"}


def stroke(**other: Any) -> dict[str, Any]:
    return {**DOCUMENTED, **other}


def test_the_documented_stroke_is_a_drawing_of_one() -> None:
    kept = {"tool_type": "pen", "points": [[0.1, 0.2], [0.3, 0.4]], "color": "#ff0000", "width": drawings.USUAL_WIDTH}
    assert drawing(DOCUMENTED) == {"strokes": [kept]}
    assert drawing(drawing(DOCUMENTED)) == drawing(DOCUMENTED)


def test_a_point_may_have_names_and_pressure() -> None:
    points = [{"x": 0, "y": 1}, {"x": 0.5, "y": 0.25, "pressure": 0.7}, [1, 0, 0.123456789]]
    assert drawing(stroke(points=points))["strokes"][0]["points"] == [[0, 1], [0.5, 0.25, 0.7], [1, 0, 0.1235]]


def test_all_tools_draw() -> None:
    for tool in drawings.TOOLS - {"text"}:
        assert drawing(stroke(tool_type=tool))["strokes"][0]["tool_type"] == tool
    written = drawing(stroke(tool_type="text", points=[[0.5, 0.5]], text=" 3 < 5\u202e & done "))
    assert written["strokes"][0]["text"] == "3 < 5 & done"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, "drawing_tool_unknown"),
        ({"strokes": []}, "drawing_invalid"),
        ({"strokes": {}}, "drawing_invalid"),
        ({"strokes": [DOCUMENTED], "more": 1}, "drawing_invalid"),
        ({"strokes": [5]}, "drawing_invalid"),
        ({"strokes": [DOCUMENTED] * (drawings.MOST_STROKES + 1)}, "drawing_too_large"),
        ({"strokes": [stroke(points=[[0, 0]] * 1000)] * 6}, "drawing_too_large"),
        (stroke(points=[[0, 0]] * 100_000), "drawing_too_large"),
        (stroke(points=tuple([[0, 0]] * 100_000)), "drawing_too_large"),
        (stroke(tool_type="laser"), "drawing_tool_unknown"),
        (stroke(tool_type=["pen"]), "drawing_tool_unknown"),
        (stroke(tool_type="eraser"), "drawing_tool_unknown"),
        (stroke(points=[[math.nan, 0]]), "drawing_outside"),
        (stroke(points=[[0, math.inf]]), "drawing_outside"),
        (stroke(points=[[10**400, 0]]), "drawing_outside"),
        (stroke(points=[[1.01, 0]]), "drawing_outside"),
        (stroke(points=[[0, -0.01]]), "drawing_outside"),
        (stroke(points=[[0, 0, 2]]), "drawing_outside"),
        (stroke(points=[["0", 0]]), "drawing_invalid"),
        (stroke(points=[[True, 0]]), "drawing_invalid"),
        (stroke(points=[[0]]), "drawing_invalid"),
        (stroke(points=["00"]), "drawing_invalid"),
        (stroke(points="00"), "drawing_invalid"),
        (stroke(points=[]), "drawing_invalid"),
        (stroke(points=None), "drawing_invalid"),
        (stroke(points=[{"x": 0, "y": 0, "z": 0}]), "drawing_invalid"),
        (stroke(tool_type="line", points=[[0, 0]]), "drawing_invalid"),
        (stroke(color="red"), "drawing_color_invalid"),
        (stroke(color="#ff0000\n"), "drawing_color_invalid"),
        (stroke(color='#ff0000" onload="alert(1)'), "drawing_color_invalid"),
        (stroke(color=None), "drawing_color_invalid"),
        (stroke(width=0), "drawing_invalid"),
        (stroke(width=1), "drawing_invalid"),
        (stroke(width="1"), "drawing_invalid"),
        (stroke(text="no tool for it"), "drawing_invalid"),
        (stroke(tool_type="text", points=[[0, 0]]), "drawing_text_invalid"),
        (stroke(tool_type="text", points=[[0, 0]], text="\u200b \u202e"), "drawing_text_invalid"),
        (stroke(tool_type="text", points=[[0, 0]], text="<script>alert(1)</script>"), "drawing_text_invalid"),
        (stroke(tool_type="text", points=[[0, 0]], text="x" * 501), "drawing_text_invalid"),
        (stroke(tool_type="text", points=[[0, 0], [1, 1]], text="Here"), "drawing_invalid"),
        (stroke(onload="alert(1)"), "drawing_invalid"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_is_none_is_refused(data: dict[str, Any], code: str) -> None:
    with pytest.raises(DrawingError) as caught:
        drawing(data)
    assert caught.value.code == code
    assert caught.value.words


def test_the_largest_is_still_small() -> None:
    point = [0.12345678, 0.87654321, 0.55555555]
    largest = drawing(stroke(points=[point] * drawings.MOST_POINTS))
    assert len(json.dumps(largest)) < 160_000
