"""The collection as a program for Web Annotations reads it."""

import json
from typing import Any

from app.domain.annotations.exports import web_annotation
from tests.domain.annotations.exports.saying import STROKE, VIDEO, about, said

PAGE = f"https://v.example/watch/{VIDEO}"


def read(*items: Any) -> Any:
    found = json.loads("".join(web_annotation.lines(about(), items)))
    assert (found["@context"], found["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    assert (found["first"]["type"], found["label"]) == ("AnnotationPage", "Front squat")
    return found["first"]["items"]


def test_a_comment_is_about_a_span_of_the_video() -> None:
    found = read(said(1, 1.5, 'Look "<b>here</b>"\n', end=3, reactions=[("👍", 2)], is_resolved=True))[0]
    assert found == {
        "id": f"{PAGE}#annotation-1",
        "type": "Annotation",
        "motivation": "commenting",
        "created": "2026-11-30T10:00:00+00:00",
        "creator": {"type": "Person", "name": "Ada"},
        "body": [
            {
                "type": "TextualBody",
                "value": 'Look "<b>here</b>"\n',
                "format": "text/plain",
                "purpose": "commenting",
            },
            {"type": "TextualBody", "value": "👍", "purpose": "assessing"},
            {"type": "TextualBody", "value": "resolved", "purpose": "tagging"},
        ],
        "target": {
            "source": PAGE,
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": "http://www.w3.org/TR/media-frags/",
                "value": "t=1.500,3.000",
            },
        },
    }


def test_an_answer_is_about_what_it_answers() -> None:
    found = read(said(1, 1), said(2, 1, parent_id=1))[1]
    assert (found["motivation"], found["target"]) == ("replying", f"{PAGE}#annotation-1")


def test_a_drawing_is_about_what_it_covers() -> None:
    found = read(said(1, 1, "", kind="drawing", strokes=[STROKE]))[0]
    selector = found["target"]["selector"]["refinedBy"]
    assert selector["type"] == "SvgSelector" and selector["value"].startswith("<svg ")
    assert found["body"] == []


def test_what_was_said_aloud_is_a_sound() -> None:
    found = read(said(2, 1, "", kind="voice_over"))[0]
    assert found["body"] == [{"id": "https://v.example/annotations/2/voice", "type": "Sound"}]


def test_nothing_said_is_a_collection_of_nothing() -> None:
    assert read() == []
