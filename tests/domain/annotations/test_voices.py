"""What goes with a voice: kept as it was said, and refused where it makes no sense."""

import math
from typing import Any

import pytest

from app.domain.annotations.drawings import DrawingError
from app.domain.annotations.voices import LONGEST_SECONDS, MOST_ENTRIES, VoiceError, spoken

ENTRY = {"at": 0, "video": 30.5, "playing": True}
STROKE = {"tool_type": "pen", "points": [[0.1, 0.2], [0.3, 0.4]], "at": 1.0, "until": 1.5}


def test_a_log_and_strokes_are_kept_in_the_order_of_the_voice() -> None:
    found = spoken({"log": [{"at": 2.00049, "video": 31, "playing": False, "rate": 1.5}, ENTRY], "strokes": [STROKE]})
    assert found.data["log"] == [
        {"at": 0.0, "video": 30.5, "playing": True},
        {"at": 2.0, "video": 31.0, "playing": False, "rate": 1.5},
    ]
    (stroke,) = found.data["strokes"]
    assert (stroke["at"], stroke["until"], "gone" in stroke, stroke["tool_type"]) == (1.0, 1.5, False, "pen")
    assert found.furthest == 31.0


def test_a_voice_needs_neither() -> None:
    assert spoken({}).data == {"log": [], "strokes": []}


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"other": 1},
        {"log": {}},
        {"strokes": "x"},
        {"log": [5]},
        {"log": [{"at": 0, "video": 0}]},
        {"log": [{**ENTRY, "at": math.nan}]},
        {"log": [{**ENTRY, "at": -1}]},
        {"log": [{**ENTRY, "at": LONGEST_SECONDS + 1}]},
        {"log": [{**ENTRY, "at": True}]},
        {"log": [{**ENTRY, "at": "1"}]},
        {"log": [{**ENTRY, "video": math.inf}]},
        {"log": [{**ENTRY, "video": 10**400}]},
        {"log": [{**ENTRY, "playing": 1}]},
        {"log": [{**ENTRY, "rate": 0}]},
        {"log": [{**ENTRY, "rate": 17}]},
        {"log": [{**ENTRY, "more": 1}]},
        {"strokes": [{**STROKE, "at": None}]},
        {"strokes": [{**STROKE, "until": 0.5}]},
        {"strokes": [{**STROKE, "gone": 1.2}]},
        {"strokes": [{**STROKE, "at": math.nan}]},
        {"strokes": [5]},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(data: Any) -> None:
    with pytest.raises(VoiceError) as caught:
        spoken(data)
    assert caught.value.code == "voice_data_invalid"


def test_more_than_anybody_does_is_refused() -> None:
    with pytest.raises(VoiceError) as caught:
        spoken({"log": [ENTRY] * (MOST_ENTRIES + 1)})
    assert caught.value.code == "voice_log_too_large"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"points": [[math.nan, 0]]}, "drawing_outside"),
        ({"points": [[1.1, 0]]}, "drawing_outside"),
        ({"tool_type": "eraser"}, "drawing_tool_unknown"),
        ({"color": "red;}<script>"}, "drawing_color_invalid"),
        ({"tool_type": "text", "points": [[0, 0]], "text": "<script>"}, "drawing_text_invalid"),
    ],
)
def test_strokes_are_those_of_drawings(change: dict[str, Any], code: str) -> None:
    with pytest.raises(DrawingError) as caught:
        spoken({"strokes": [{**STROKE, **change}]})
    assert caught.value.code == code
