"""Pieces of a line that are set in a type of their own. Pure.

Titles name commands between backticks ("Run `flask db upgrade`"); what somebody wrote in Markdown has more.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line, as it is read; `url` is where it leads, if it does."""

    text: str
    is_code: bool = False
    is_strong: bool = False
    is_emphasis: bool = False
    url: str = ""


def runs(title: str) -> list[Run]:
    """The pieces of a title, none empty; a backtick without another one is text."""
    found: list[Run] = []
    place = 0
    for match in _CODE.finditer(title):
        found += [Run(title[place : match.start()]), Run(match[1], is_code=True)]
        place = match.end()
    return [run for run in (*found, Run(title[place:])) if run.text]


def plain(title: str) -> str:
    """The title without the marks."""
    return said(runs(title))


def said(line: Iterable[Run]) -> str:
    """What a line says, in whatever type."""
    return "".join(run.text for run in line)
