"""Headings of steps in files."""

import pytest

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.headings import heading
from app.domain.documents.titles import clean

SENTENCE = "Please send the signed contract to our office in Ulm before Friday"


def test_a_sentence_that_was_pressed_is_cut_at_a_word() -> None:
    told = heading(f"Click {SENTENCE}", Kind.CLICK, SENTENCE)
    assert told == "Click Please send the signed contract to our…"
    assert (
        heading(f"Auf {SENTENCE} klicken", Kind.CLICK, SENTENCE)
        == "Auf Please send the signed contract to our… klicken"
    )


def test_a_label_that_a_title_has_cut_already_is_cut_shorter() -> None:
    label = f"{SENTENCE} and copy everybody who asked"
    told = heading(f"Click {clean(label)}", Kind.CLICK, label)
    assert told == "Click Please send the signed contract to our…"


@pytest.mark.parametrize(
    ("title", "kind", "label"),
    [
        ("Click Send invitation", Kind.CLICK, "Send invitation"),
        (SENTENCE, Kind.SLIDE, SENTENCE),
        (f"Run `echo {SENTENCE}`", Kind.COMMAND, f"echo {SENTENCE}"),
        ("Something a person wrote", Kind.CLICK, SENTENCE),
        ("A guide from before there was evidence", None, ""),
    ],
)
def test_what_is_short_or_the_matter_itself_stays(title: str, kind: Kind | None, label: str) -> None:
    assert heading(title, kind, label) == title


def test_a_word_without_end_is_cut_as_it_is() -> None:
    assert heading("Click " + "x" * 60, Kind.CLICK, "x" * 60) == "Click " + "x" * 44 + "…"
