"""Stored words come back as the lines they were."""

import json

from app.domain.documents.words_json import from_json, to_json
from tests.domain.writing import line


def test_lines_survive_storage_with_boxes_as_shares_of_the_frame() -> None:
    lines = [line("Security settings", 640, 180, size=36), line("Okta", 0, 360)]
    stored = json.loads(json.dumps(to_json(lines, 1280, 720)))
    assert stored[0] == {
        "line": 0,
        "text": "Security",
        "x": 0.5,
        "y": 0.25,
        "w": 0.1125,
        "h": 0.036,
        "confidence": 95,
    }
    back = from_json(stored)
    assert [each.text for each in back] == ["Security settings", "Okta"]
    assert back[1].box.top == 0.5


def test_no_lines_are_no_words() -> None:
    assert to_json([], 1280, 720) == [] == from_json([])
