"""Commands: what stands behind a prompt, or was typed and answered right below."""

import re
from collections.abc import Sequence

from app.domain.documents.textdiff import has_grown, normalise
from app.domain.documents.words import Line

# A shell's prompt: signs that end one, alone or behind a user, a host and a folder; a blank follows.
_PROMPT = re.compile(
    r"^(?:[$%#»❯]|(?=\S*[@~:/\\])[\w.@~:/\\ -]{1,60}?[$%#»❯]|>>>|PS [A-Z]:\\[^>]*>)(?:\s+(?P<command>\S.*))?$"
)
_LEAST = 2


def command_in(text: str) -> str | None:
    """What was typed behind a prompt; empty for a prompt alone, None where there is none."""
    found = _PROMPT.match(text.strip())
    return (found["command"] or "").strip() if found else None


def commands_on(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    """All commands on a screen, from above."""
    read = ((command_in(line.text), line) for line in sorted(lines, key=lambda line: line.box.top))
    return [(command, line) for command, line in read if command and len(command) >= _LEAST]


def new_command(before: Sequence[Line], after: Sequence[Line]) -> tuple[str, Line] | None:
    """The command that is on the second screen and was not, or not whole, on the first; the last of several."""
    known = [_squeezed(command) for command, _ in commands_on(before)]
    now = commands_on(after)
    fresh = [each for each in now if _count(each[0], now) > known.count(_squeezed(each[0]))]
    return fresh[-1] if fresh else None


def is_continued(earlier: str, later: str) -> bool:
    """Whether one is the other with more typed, or the same."""
    one, other = _squeezed(earlier), _squeezed(later)
    return one == other or other.startswith(one) or has_grown(earlier, later)


def is_prompt(text: str) -> bool:
    """Whether a line is a prompt, with or without a command."""
    return command_in(text) is not None


def _count(command: str, commands: Sequence[tuple[str, Line]]) -> int:
    return sum(_squeezed(command) == _squeezed(other) for other, _ in commands)


def _squeezed(command: str) -> str:
    """Without spaces: engines see some that are none, in letters of one width above all."""
    return normalise(command).replace(" ", "")
