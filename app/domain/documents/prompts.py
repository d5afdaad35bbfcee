"""Reads a terminal as a terminal: what a network takes for a letter where only a prompt can stand. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from app.domain.documents.evidence.commands import command_in
from app.domain.documents.words import Line

_PROMPT, _FOR_PROMPT = "$", {"S", "s"}
# What no program is called, and which one is meant.
_FOR_PROGRAM = {"1s": "ls", "1l": "ll", "1n": "ln", "1ess": "less"}
# A prompt, and far more often what begins a heading or a comment.
_HEADING = "#"
# In line heights: prompts stand below each other.
_BELOW = 0.6


def with_prompts(screens: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """The lines of a recording's screens, with "S ls" as "$ ls" where other lines there begin with a prompt, and the
    program behind any prompt by the name that it has.
    """
    edges = sorted({line.box.left for lines in screens for line in lines if line.words[0].text == _PROMPT})
    return [tuple(_with_program(_with_prompt(line, edges)) for line in lines) for lines in screens]


def _with_prompt(line: Line, edges: Sequence[float]) -> Line:
    first, *others = line.words
    if (
        first.text in _FOR_PROMPT
        and others
        and any(abs(line.box.left - edge) < _BELOW * line.box.height for edge in edges)
    ):
        return Line((replace(first, text=_PROMPT), *others))
    return line


def _with_program(line: Line) -> Line:
    """The line with its program's name, where it begins with a prompt, of one word or several ("~/app % 1s")."""
    programs = [number for number, word in enumerate(line.words) if number and word.text in _FOR_PROGRAM]
    if not programs or line.words[0].text == _HEADING:
        return line
    starts = list(accumulate((word.text for word in line.words), "{} {}".format))
    at = next((number for number in programs if command_in(starts[number - 1]) == ""), None)
    if at is None:
        return line
    program = line.words[at]
    return Line((*line.words[:at], replace(program, text=_FOR_PROGRAM[program.text]), *line.words[at + 1 :]))
