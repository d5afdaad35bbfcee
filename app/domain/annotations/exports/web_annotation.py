"""What was said as W3C Web Annotations: a collection with one page (https://www.w3.org/TR/annotation-model/). Pure.

An annotation is about a span of the video (a Media Fragment), a drawing about what its SVG covers there, an answer
about what it answers.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from app.domain.annotations.exports.said import About, Said
from app.domain.annotations.exports.svg import svg

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_FRAGMENTS = "http://www.w3.org/TR/media-frags/"


def lines(about: About, items: Iterable[Said]) -> Iterator[str]:
    """The document, an annotation a line."""
    yield (
        f'{{"@context":"{_CONTEXT}","id":{_text(f"{about.url}#annotations")},"type":"AnnotationCollection",'
        f'"label":{_text(about.title)},"first":{{"id":{_text(f"{about.url}#annotations-1")},"type":"AnnotationPage",'
        '"items":[\n'
    )
    before = ""
    for each in items:
        yield before + _text(annotation(about, each))
        before = ",\n"
    yield "\n]}}\n"


def annotation(about: About, said: Said) -> dict[str, Any]:
    """One of them."""
    found: dict[str, Any] = {
        "id": _id(about, said.id),
        "type": "Annotation",
        "motivation": "commenting" if said.parent_id is None else "replying",
        "created": said.created_at.isoformat(),
        "creator": {"type": "Person", "name": said.author},
        "body": [*_sound(about, said), *_bodies(said)],
        "target": _target(about, said),
    }
    return found | {"modified": said.edited_at.isoformat()} if said.edited_at else found


def _sound(about: About, said: Said) -> list[dict[str, Any]]:
    """Where a voice-over is heard, by whoever may."""
    address = f"{about.home}/annotations/{said.id}/voice"
    return [{"id": address, "type": "Sound"}] if said.kind == "voice_over" else []


def _bodies(said: Said) -> list[dict[str, Any]]:
    words = {"type": "TextualBody", "value": said.content, "format": "text/plain", "purpose": "commenting"}
    tags = [("assessing", emoji) for emoji, _ in said.reactions] + [("tagging", "resolved")] * said.is_resolved
    marks = [{"type": "TextualBody", "value": value, "purpose": purpose} for purpose, value in tags]
    return [*([words] if said.content else []), *marks]


def _target(about: About, said: Said) -> Any:
    if said.parent_id is not None:
        return _id(about, said.parent_id)
    span = f"t={said.timestamp:.3f}" + (f",{said.end:.3f}" if said.end is not None else "")
    selector: dict[str, Any] = {"type": "FragmentSelector", "conformsTo": _FRAGMENTS, "value": span}
    if said.strokes:
        drawn = svg(said.strokes, about.width, about.height)
        selector["refinedBy"] = {"type": "SvgSelector", "value": drawn}
    return {"source": about.url, "selector": selector}


def _id(about: About, annotation_id: int) -> str:
    return f"{about.url}#annotation-{annotation_id}"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
