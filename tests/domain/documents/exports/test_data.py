"""A guide as JSON: all that is known, under the API's names."""

import json

from app.domain.documents.exports.data import text
from tests.domain.documents.exports.examples import HOSTILE, PROSE, a_guide, a_step, a_usual_guide


def test_all_that_is_known() -> None:
    found = json.loads(text(a_usual_guide()))
    assert (found["format"], found["version"], found["title"]) == ("videoflow-guide", 1, "Set up single sign-on")
    assert (found["recorded_at"], found["duration"], found["steps_left_out"]) == ("2026-11-12T00:00:00+00:00", 65.0, 0)
    assert found["steps"][2] == {
        "number": 3,
        "timestamp": 12.0,
        "title": "Click Save",
        "text": "Members\nSave",
        "text_format": "plain",
        "kind": "click",
        "label": "Save",
        "target": {"x": 0.4, "y": 0.5, "width": 0.1, "height": 0.05},
        "pointer": {"x": 0.45, "y": 0.52},
        "strength": 0.9,
    }


def test_text_stays_text() -> None:
    assert [step["title"] for step in json.loads(text(a_guide()))["steps"]] == list(HOSTILE)


def test_what_a_person_wrote_is_markdown() -> None:
    (step,) = json.loads(text(a_guide(titles=(), steps=(a_step(1, "Save", prose=PROSE),))))["steps"]
    assert (step["text"], step["text_format"]) == (PROSE, "markdown")
