"""What a drawing is made of, and what is none. Pure.

A drawing is a list of strokes, laid over one another in their order. Positions are shares of the frame: 0, 0 is its top
left corner and 1, 1 its bottom right, so that they hold at every size. A width is a share of the frame's width.
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain import labels

TOOLS = frozenset({"pen", "highlighter", "line", "arrow", "rectangle", "ellipse", "text"})
# They are what they are by two places; what was drawn by hand has as many as it took, and text stands at one.
_BY_TWO = frozenset({"line", "arrow", "rectangle", "ellipse"})
MOST_STROKES = 100
# Of a drawing: half a minute of one hand, at what a pen tells in a second.
MOST_POINTS = 5_000
LONGEST_TEXT = 500
THINNEST, WIDEST = 0.0005, 0.25
USUAL_WIDTH = 0.004
USUAL_COLOR = "#ff3b30"
# A ten thousandth of a frame is a fifth of a pixel in 1080p, and less than half of one in 4K.
_DIGITS = 4
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
# What a browser would take for the beginning of a tag.
_TAG = re.compile(r"<[a-zA-Z/!?]")
_FIELDS = frozenset({"tool_type", "points", "color", "width", "text"})


class DrawingError(ValueError):
    """Why something is no drawing; `code` is stable."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words


def drawing(data: Mapping[str, Any]) -> dict[str, Any]:
    """The drawing as it is kept: {"strokes": [{"tool_type", "points", "color", "width", "text"?}]}.

    Takes that, or a single stroke by itself. Raises DrawingError.
    """
    strokes = data.get("strokes", [data])
    if not isinstance(strokes, list) or not strokes or ("strokes" in data and len(data) > 1):
        raise DrawingError("drawing_invalid", "A drawing is a list of strokes.")
    if len(strokes) > MOST_STROKES:
        raise _too_large()
    if sum(len(each["points"]) for each in strokes if _has_points(each)) > MOST_POINTS:
        raise _too_large()
    return {"strokes": [stroke(each) for each in strokes]}


def stroke(data: object) -> dict[str, Any]:
    """One stroke as it is kept. Raises DrawingError."""
    if not isinstance(data, Mapping) or not set(data) <= _FIELDS:
        raise DrawingError("drawing_invalid", "A stroke has a tool, points, a color, a width and maybe text.")
    tool = data.get("tool_type")
    if not isinstance(tool, str) or tool not in TOOLS:
        raise DrawingError("drawing_tool_unknown", "There is no such tool to draw with.")
    found = {
        "tool_type": tool,
        "points": points(data.get("points"), tool),
        "color": color(data.get("color", USUAL_COLOR)),
        "width": _width(data.get("width", USUAL_WIDTH)),
    }
    return found | {"text": _text(data.get("text"))} if tool == "text" else _without_text(found, data)


def points(given: object, tool: str = "pen") -> list[list[float]]:
    """The places of a stroke, each [x, y] or [x, y, pressure]. Raises DrawingError."""
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        raise DrawingError("drawing_invalid", "A stroke has points.")
    if len(given) > MOST_POINTS:
        raise _too_large()
    if tool in _BY_TWO and len(given) != 2:
        raise DrawingError("drawing_invalid", "This tool draws from one point to another.")
    if tool == "text" and len(given) != 1:
        raise DrawingError("drawing_invalid", "Text stands at one point.")
    return [_point(each) for each in given]


def color(given: object) -> str:
    """The color, in small letters. Raises DrawingError."""
    if not isinstance(given, str) or not _COLOR.fullmatch(given):
        raise DrawingError("drawing_color_invalid", "A color is written as #rrggbb.")
    return given.lower()


def _point(given: object) -> list[float]:
    if isinstance(given, Mapping):
        if not {"x", "y"} <= set(given) <= {"x", "y", "pressure"}:
            raise DrawingError("drawing_invalid", "A point has x and y, and maybe pressure.")
        given = [given[name] for name in ("x", "y", "pressure") if name in given]
    if not isinstance(given, Sequence) or isinstance(given, str) or not 2 <= len(given) <= 3:
        raise DrawingError("drawing_invalid", "A point has x and y, and maybe pressure.")
    return [_share(each) for each in given]


def _share(given: object) -> float:
    number = _number(given)
    if not 0 <= number <= 1:
        raise DrawingError("drawing_outside", "A point lies outside the picture.")
    return round(number, _DIGITS)


def _number(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise DrawingError("drawing_invalid", "Places and widths are numbers.")
    try:
        number = float(given)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise DrawingError("drawing_outside", "A point lies outside the picture.")
    return number


def _width(given: object) -> float:
    number = _number(given)
    if not THINNEST <= number <= WIDEST:
        raise DrawingError("drawing_invalid", f"A width is {THINNEST} to {WIDEST} of the frame's.")
    return round(number, _DIGITS)


def _text(given: object) -> str:
    if not isinstance(given, str) or len(given) > LONGEST_TEXT:
        raise DrawingError("drawing_text_invalid", f"Text in a drawing has {LONGEST_TEXT} characters at most.")
    text = labels.visible(given).strip()
    # Drawings become SVG and documents elsewhere: what is markup there is none here, whoever forgets to escape it.
    if labels.readable(text) is None or _TAG.search(text):
        raise DrawingError("drawing_text_invalid", "Text in a drawing is something to be read, and no markup.")
    return text


def _without_text(found: dict[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    if data.get("text") is not None:
        raise DrawingError("drawing_invalid", "Only the tool for text writes any.")
    return found


def _has_points(each: object) -> bool:
    return isinstance(each, Mapping) and isinstance(each.get("points"), list)


def _too_large() -> DrawingError:
    words = f"A drawing has {MOST_STROKES} strokes and {MOST_POINTS} points at most."
    return DrawingError("drawing_too_large", words)
