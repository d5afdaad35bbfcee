"""Titles name commands between backticks ("Run `flask db upgrade`"): each format sets them in type of its own. Pure."""

import re
from dataclasses import dataclass

_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a title, as it is read."""

    text: str
    is_code: bool


def runs(title: str) -> list[Run]:
    """The pieces, none empty; a backtick without another one is text."""
    found: list[Run] = []
    place = 0
    for match in _CODE.finditer(title):
        found += [Run(title[place : match.start()], False), Run(match[1], True)]
        place = match.end()
    return [run for run in (*found, Run(title[place:], False)) if run.text]


def plain(title: str) -> str:
    """The title without the marks."""
    return "".join(run.text for run in runs(title))
