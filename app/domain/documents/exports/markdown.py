"""A guide as Markdown (CommonMark 0.31), with pictures beside it. Pure.

Any ASCII punctuation may stand behind a backslash and is then itself; so whatever is in a text, it stays text.
"""

import re
from collections.abc import Iterator

from app.domain.documents.exports.bodies import Body, body_of
from app.domain.documents.exports.guide import Guide, GuideStep
from app.domain.documents.exports.runs import plain, runs
from app.domain.documents.exports.wording import clock, subtitle, words

NAME = "guide.md"
# What means something anywhere in a line, here or in the dialects people use: links and addresses, maths, footnotes.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>&#~|$!^@]")
_ADDRESS = re.compile(r"(?<=[A-Za-z])(:)(?=//)|(?<=\bwww)(\.)", re.IGNORECASE)
# What means something where a line begins: lists, headings by underlining, breaks, tables.
_AT_START = re.compile(r"^(\s*)([-+=:])")
_ORDINAL = re.compile(r"^(\s*\d+)([.)])")


def escaped(text: str) -> str:
    """One line of text, such that it reads as it is, wherever it stands."""
    text = _ANYWHERE.sub(r"\\\g<0>", text)
    text = _ADDRESS.sub(lambda found: f"\\{found[0]}", text)
    text = _ORDINAL.sub(r"\1\\\2", text)
    return _AT_START.sub(r"\1\\\2", text)


def picture_name(step: GuideStep) -> str:
    """Where a step's picture is, seen from the text."""
    return f"images/step-{step.number:03}.jpg"


def text(guide: Guide, pictures: frozenset[int]) -> Iterator[str]:
    """The document, piece by piece; `pictures` are the numbers of the steps that have one."""
    ours = words(guide.language)
    yield f"# {escaped(guide.title)}\n\n{escaped(subtitle(guide))}\n"
    for step in guide.steps:
        yield f"\n## {step.number}. {_title(step.title)}\n\n*{clock(step.timestamp)}*\n"
        yield from _body(body_of(step))
        if step.number in pictures:
            alt = ours.picture.format(number=step.number, title=plain(step.title))
            yield f"\n![{escaped(alt)}]({picture_name(step)})\n"
    if guide.left_out:
        yield f"\n{escaped(ours.left_out.format(count=guide.left_out))}\n"


def _title(title: str) -> str:
    return "".join(_code(run.text) if run.is_code else escaped(run.text) for run in runs(title))


def _code(text: str) -> str:
    fence = "`" * (_longest_run(text) + 1)
    # Of a span between spaces, each side loses one.
    pad = " " if text[0] == text[-1] == " " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _body(body: Body) -> Iterator[str]:
    if not body.lines:
        return
    if body.is_output:
        fence = "`" * max(3, 1 + max(map(_longest_run, body.lines)))
        yield "\n".join(["", fence, *body.lines, fence, ""])
    elif body.is_list:
        yield "\n" + "".join(f"- {escaped(line)}\n" for line in body.lines)
    else:
        yield "\n" + "\\\n".join(f"> {escaped(line)}" for line in body.lines) + "\n"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
