"""What is said of a step below its title. Pure.

A step keeps all text that was new on the screen, by which it is found. A reader sees that in the picture, so below the
title stands only what the picture tells less well: a command's output, a slide's points, what was typed.
"""

from dataclasses import dataclass

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.guide import GuideStep

_MOST = {Kind.COMMAND: 24, Kind.SLIDE: 20, Kind.TYPE: 3}
# Steps from before there was evidence: nothing tells what of it matters.
_MOST_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Body:
    """Lines of text; `is_output` where a program wrote them, `is_list` where each is a point of its own."""

    lines: tuple[str, ...] = ()
    is_output: bool = False
    is_list: bool = False


def body_of(step: GuideStep) -> Body:
    """What to show; no lines where there is nothing to say."""
    most = _MOST_UNKNOWN if step.kind is None else _MOST.get(step.kind, 0)
    said = {step.title, step.label}
    # The line with the prompt says the command, as the title does.
    lines = [line for line in step.lines if line not in said and not (step.label and _ends_with_command(line, step))]
    kept = (*lines[:most], "…") if 0 < most < len(lines) else tuple(lines[:most])
    return Body(kept, is_output=step.kind is Kind.COMMAND, is_list=step.kind is Kind.SLIDE)


def _ends_with_command(line: str, step: GuideStep) -> bool:
    return step.kind is Kind.COMMAND and line.endswith(step.label)
