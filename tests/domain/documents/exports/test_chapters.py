"""Chapters, read again by a WebVTT parser."""

import io
from dataclasses import replace
from html import unescape

import webvtt

from app.domain.documents.exports.chapters import text
from tests.domain.documents.exports.examples import HOSTILE, a_guide, a_step, a_usual_guide


def cues(written: str) -> list[tuple[str, str, str]]:
    return [(cue.start, cue.end, cue.raw_text) for cue in webvtt.from_buffer(io.StringIO(written))]


def test_a_chapter_lasts_until_the_next_one() -> None:
    assert cues(text(a_usual_guide())) == [
        ("00:00:04.000", "00:00:08.000", "Why"),
        ("00:00:08.000", "00:00:12.000", "Run flask db upgrade"),
        ("00:00:12.000", "00:01:05.000", "Click Save"),
    ]


def test_text_stays_text() -> None:
    found = cues(text(a_guide()))
    assert [unescape(said).replace("`", "") for *_, said in found] == [each.replace("`", "") for each in HOSTILE]
    assert text(a_guide()).count("-->") == len(HOSTILE)


def test_one_moment_is_one_chapter_and_every_chapter_lasts() -> None:
    steps = (replace(a_step(1, "First"), timestamp=9.0), replace(a_step(2, "Second"), timestamp=9.0))
    assert cues(text(a_guide(titles=(), steps=steps, duration=8.0))) == [("00:00:09.000", "00:00:09.001", "First")]
    assert cues(text(a_guide(titles=(), steps=steps, duration=None))) == [("00:00:09.000", "00:00:14.000", "First")]
    assert text(a_guide(titles=())) == "WEBVTT\n"
