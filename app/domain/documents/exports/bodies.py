"""What is said of a step below its title. Pure.

A step keeps all text that was new on the screen, by which it is found. A reader sees that in the picture, so below the
title stands only what the picture tells less well: a command's output, a slide's points, what was typed. What a person
wrote there stands in full.
"""

import re

from app.domain.documents.evidence.commands import command_in
from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.blocks import Block, Look, plainly
from app.domain.documents.exports.guide import GuideStep
from app.domain.documents.exports.prose import blocks

# What a slide has before its points, and a list of ours has, too.
_BULLET = re.compile(r"^[•·●○▪▫■□‣◦–—*-]\s+")
# What engines take a prompt's sign for.
_FOR_SIGN = {"8": "%", "S": "$"}
_MOST = {Kind.COMMAND: 24, Kind.SLIDE: 20, Kind.TYPE: 3}
# Steps from before there was evidence: nothing tells what of it matters.
_MOST_UNKNOWN = 3


def body_of(step: GuideStep) -> tuple[Block, ...]:
    """What to show; nothing where there is nothing to say."""
    if step.prose is not None:
        return blocks(step.prose)
    most = _MOST_UNKNOWN if step.kind is None else _MOST.get(step.kind, 0)
    lines = _untold(step)
    kept = [*lines[:most], "…"] if 0 < most < len(lines) else lines[:most]
    return (plainly(_look(step), kept),) if kept else ()


def _untold(step: GuideStep) -> list[str]:
    """What the title does not say; the line with the prompt says the command, as the title does, and the prompt that
    comes after it says nothing.
    """
    said = {step.title, step.label}
    lines = [line for line in step.lines if line not in said and not (step.label and _ends_with_command(line, step))]
    if step.kind is Kind.COMMAND:
        return lines[:-1] if lines and _is_prompt(lines[-1]) else lines
    return [_BULLET.sub("", line) for line in lines] if step.kind is Kind.SLIDE else lines


def _is_prompt(line: str) -> bool:
    """Whether somebody may type behind it; behind a folder or a machine its sign may be read as a digit."""
    *before, last = line.split(" ")
    has_place = any(sign in word for word in before for sign in "~/@")
    return command_in(" ".join([*before, _FOR_SIGN.get(last, last) if has_place else last])) == ""


def _look(step: GuideStep) -> Look:
    return {Kind.COMMAND: Look.OUTPUT, Kind.SLIDE: Look.LIST}.get(step.kind or Kind.CLICK, Look.TEXT)


def _ends_with_command(line: str, step: GuideStep) -> bool:
    return step.kind is Kind.COMMAND and line.endswith(step.label)
