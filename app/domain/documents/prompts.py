"""Reads a terminal as a terminal: what a network takes for a letter where only a prompt can stand. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.documents.words import Line

_PROMPT, _FOR_PROMPT = "$", {"S", "s"}
# What no program is called, and which one is meant.
_FOR_PROGRAM = {"1s": "ls", "1l": "ll", "1n": "ln", "1ess": "less"}
# In line heights: prompts stand below each other.
_BELOW = 0.6


def with_prompts(screens: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """The lines of a recording's screens, with "S ls" as "$ ls" where other lines there begin with a prompt."""
    edges = sorted({line.box.left for lines in screens for line in lines if line.words[0].text == _PROMPT})
    if not edges:
        return [tuple(lines) for lines in screens]
    return [tuple(_with_prompt(line, edges) for line in lines) for lines in screens]


def _with_prompt(line: Line, edges: Sequence[float]) -> Line:
    first, *others = line.words
    if (
        first.text in _FOR_PROMPT
        and others
        and any(abs(line.box.left - edge) < _BELOW * line.box.height for edge in edges)
    ):
        first = replace(first, text=_PROMPT)
    if first.text != _PROMPT or not others:
        return line
    program, *rest = others
    return Line((first, replace(program, text=_FOR_PROGRAM.get(program.text, program.text)), *rest))
