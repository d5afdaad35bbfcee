"""Names a recording after what its guide is about, until a person names it. Pure."""

import re
from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import Protocol

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.titles import clean

_PAGES = {Kind.OPEN, Kind.NAVIGATE}
# What only shows where one is and what there is, or prepares: whoever names a recording names what was done.
_LOOKING_WORDS = (
    "alias cat cd clear echo env exit export head history less ll ls man more pwd set source tail tree which whoami"
)
_LOOKS = frozenset(_LOOKING_WORDS.split())
_LOOKING = {("git", "status"), ("git", "log"), ("git", "diff"), ("docker", "ps")}
# Of a command, what it is called: words without signs in which a password or an address would stand.
_CALLED = re.compile(r"[A-Za-z0-9][\w./-]{0,23}|\./[\w./-]{1,22}")
_MOST_WORDS, _MOST_COMMANDS = 4, 2


class Told(Protocol):
    """What a step of the guide tells: what was done to what, and how sure that is."""

    @property
    def kind(self) -> Kind:
        """What was done."""

    @property
    def label(self) -> str:
        """What it was done to."""

    @property
    def strength(self) -> float:
        """From 0 to 1."""


def name_of(steps: Sequence[Told]) -> str | None:
    """A title out of the guide; None where nothing in it makes one.

    Slides are called by the first one's heading; what is mostly commands by the first of them that do something; work
    is called by the dialog it was done in, which is called by what opened it; else by the page on which most was done,
    the first of several.
    """
    if not steps:
        return None
    if steps[0].kind is Kind.SLIDE:
        return clean(steps[0].label)
    commands = [step.label for step in steps if step.kind is Kind.COMMAND]
    if 2 * len(commands) >= len(steps):
        return _of_commands(commands)
    dialog = next((step for step in steps if step.kind is Kind.DIALOG and step.strength >= 0.5), None)
    return clean(dialog.label) if dialog else _busiest_page(steps)


def _of_commands(commands: Sequence[str]) -> str | None:
    """The first commands that do something; where none does, the first."""
    called = [words for words in map(_called, commands) if words]
    telling = [words for words in called if words[0] not in _LOOKS and words[:2] not in _LOOKING]
    names = list(dict.fromkeys(" ".join(words) for words in telling or called[:1]))
    return ", ".join(names[:_MOST_COMMANDS]) or None


def _called(command: str) -> tuple[str, ...]:
    """The program and what it is to do, without options and values."""
    words = [word for word in command.split() if word != "sudo"]
    return tuple(takewhile(_CALLED.fullmatch, words[:_MOST_WORDS]))


def _busiest_page(steps: Sequence[Told]) -> str | None:
    numbers = [sum(step.kind in _PAGES for step in steps[: end + 1]) for end in range(len(steps))]
    visits = [[steps[n] for n in group] for _, group in groupby(range(len(steps)), key=lambda n: numbers[n])]
    pages = [visit for visit in visits if visit[0].kind in _PAGES]
    return clean(max(pages, key=len)[0].label) if pages else None
