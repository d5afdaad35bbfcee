"""What a guide holds: a fingerprint of all of it, and nothing that cannot be seen."""

from dataclasses import replace

from app.domain.documents.exports.guide import shown_text
from tests.domain.documents.exports.examples import a_usual_guide


def test_another_guide_has_another_fingerprint() -> None:
    guide = a_usual_guide()
    first, *rest = guide.steps
    others = [
        replace(guide, title="Other"),
        replace(guide, language="de"),
        replace(guide, steps=(replace(first, picture="videos/a/steps/b/0000.jpg"), *rest)),
        replace(guide, steps=(first, *reversed(rest))),
        replace(guide, left_out=1),
    ]
    assert len({each.fingerprint for each in (guide, *others)}) == len(others) + 1
    assert a_usual_guide().fingerprint == guide.fingerprint


def test_what_cannot_be_seen_is_left_out() -> None:
    assert shown_text("a\x00b\x0bc\r\n\n  two  words\u202egpj \n\x1b") == ("ab", "c", "two wordsgpj")
