"""A drawing as SVG: what programs can show that know nothing of ours. Pure.

Lines by hand are as wide as they were set, whatever the hand pressed.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

_USUAL = (1920, 1080)
# A highlighter lets through what is below it.
HIGHLIGHTED = 0.4
# Of an arrow's head, how many times as long as its line is wide, and how far it opens to each side.
_HEAD, _OPENING = 4.5, math.radians(26)

Place = tuple[float, float]


def svg(strokes: Iterable[Mapping[str, Any]], width: int | None, height: int | None) -> str:
    """The drawing in the video's own pixels."""
    wide, high = (width, height) if width and height else _USUAL
    shapes = "".join(_shape(stroke, wide, high) for stroke in strokes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">{shapes}</svg>'


def head(start: Place, end: Place, thickness: float) -> tuple[Place, Place]:
    """The two ends of an arrow's head."""
    angle, length = math.atan2(end[1] - start[1], end[0] - start[0]), thickness * _HEAD
    left, right = angle + math.pi - _OPENING, angle + math.pi + _OPENING
    return (
        (end[0] + length * math.cos(left), end[1] + length * math.sin(left)),
        (end[0] + length * math.cos(right), end[1] + length * math.sin(right)),
    )


def _shape(stroke: Mapping[str, Any], wide: int, high: int) -> str:
    places = [(point[0] * wide, point[1] * high) for point in stroke["points"]]
    thickness, color = stroke["width"] * wide, stroke["color"]
    pen = f'fill="none" stroke="{color}" stroke-width="{_n(thickness)}" stroke-linecap="round" stroke-linejoin="round"'
    match stroke["tool_type"]:
        case "text":
            x, y = places[0]
            size = max(12.0, thickness * 6)
            text = escape(stroke["text"])
            return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{color}">{text}</text>'
        case "rectangle" | "ellipse" as tool:
            return _box(tool, places, pen)
        case "arrow":
            first, second = head(places[0], places[1], thickness)
            return _line(places, pen) + _line([first, places[1], second], pen)
        case "highlighter":
            return _line(places, f'{pen} stroke-opacity="{HIGHLIGHTED}"')
        case _:
            return _line(places, pen)


def _line(places: Sequence[Place], pen: str) -> str:
    return f'<path {pen} d="{_path(places)}"/>'


def _box(tool: str, places: Sequence[Place], pen: str) -> str:
    (x, y), (x2, y2) = places
    left, top, wide, high = min(x, x2), min(y, y2), abs(x2 - x), abs(y2 - y)
    if tool == "rectangle":
        return f'<rect {pen} x="{_n(left)}" y="{_n(top)}" width="{_n(wide)}" height="{_n(high)}"/>'
    middle = f'cx="{_n(left + wide / 2)}" cy="{_n(top + high / 2)}"'
    return f'<ellipse {pen} {middle} rx="{_n(wide / 2)}" ry="{_n(high / 2)}"/>'


def _path(places: Sequence[Place]) -> str:
    first, *others = places
    rest = "".join(f"L{_n(x)} {_n(y)}" for x, y in others or [first])
    return f"M{_n(first[0])} {_n(first[1])}{rest}"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
