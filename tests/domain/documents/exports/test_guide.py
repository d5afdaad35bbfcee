"""What a guide holds: a fingerprint of all of it, no more steps than one reads, nothing that cannot be seen."""

from dataclasses import replace

from app.domain.documents.exports.guide import MOST_STEPS, limited, shown_text
from tests.domain.documents.exports.examples import a_guide, a_usual_guide


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


def test_a_guide_that_never_ends_is_cut_and_says_so() -> None:
    long = a_guide(titles=("Go on",) * (MOST_STEPS + 7))
    assert (len(limited(long).steps), limited(long).left_out) == (MOST_STEPS, 7)
    assert limited(a_usual_guide()) == a_usual_guide()
