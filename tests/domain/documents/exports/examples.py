"""A guide whose texts are what no format may take for anything but text."""

from dataclasses import replace
from datetime import UTC, datetime

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.guide import Guide, GuideStep
from app.domain.documents.words import Box

HOSTILE = (
    "<script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "&lt; &amp; & < > \" '",
    "# a heading",
    "1. one 2) two",
    "- a point",
    "+ a point",
    "=====",
    "---",
    "> a quote",
    "| a | b |",
    "*stars* _lines_ ~~gone~~ ==marked==",
    "[a link](http://example.org) ![a picture](x.png) <http://example.org>",
    "http://example.org www.example.org somebody@example.org",
    "a\\b \\[x\\] $x^2$ {{a}} {% b %}",
    "00:00:01.000 --> 00:00:02.000",
    "NOTE WEBVTT STYLE",
    "5` and ``` and `",
    "Grüße, Ελλάδα, Привет",
)

# What a person writes, markup of each kind.
PROSE = """First **open *the* list** of `make` & <b>:
- [the manual](https://example.org/a?b=1&c=2)
- _last_

3. three

```
- x < y
```"""
# The same as it is read, line by line.
READ = ("First open the list of make & <b>:", "the manual", "last", "three", "- x < y")


def a_step(number: int, title: str, **more: object) -> GuideStep:
    return replace(GuideStep(number, float(number * 4), title), **more)  # type: ignore[arg-type]


def a_guide(language: str = "en", titles: tuple[str, ...] = HOSTILE, **more: object) -> Guide:
    steps = tuple(a_step(number, title) for number, title in enumerate(titles, 1))
    guide = Guide(HOSTILE[0], datetime(2026, 11, 12, 23, 30, tzinfo=UTC), 250.0, language, steps)
    return replace(guide, **more)  # type: ignore[arg-type]


def a_usual_guide(language: str = "en") -> Guide:
    """Of each kind that is told in a way of its own."""
    steps = (
        a_step(1, "Why", kind=Kind.SLIDE, label="Why", lines=("Why", "Faster", "Safer")),
        a_step(
            2,
            "Run `flask db upgrade`",
            kind=Kind.COMMAND,
            label="flask db upgrade",
            lines=("$ flask db upgrade", "INFO Running upgrade", "INFO Done"),
        ),
        a_step(
            3,
            "Click Save",
            kind=Kind.CLICK,
            label="Save",
            lines=("Members", "Save"),
            target=Box(0.4, 0.5, 0.1, 0.05),
            pointer=(0.45, 0.52),
            strength=0.9,
        ),
    )
    return Guide("Set up single sign-on", datetime(2026, 11, 12, tzinfo=UTC), 65.0, language, steps)
