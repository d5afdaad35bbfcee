"""A guide as Markdown (CommonMark 0.31), with pictures beside it. Pure.

Any ASCII punctuation may stand behind a backslash and is then itself; so whatever is in a text, it stays text.
"""

import re
from collections.abc import Iterable, Iterator

from app.domain.documents.exports.blocks import Block, Look
from app.domain.documents.exports.bodies import body_of
from app.domain.documents.exports.guide import Guide, GuideStep
from app.domain.documents.exports.runs import Run, plain, runs, said
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
    text = _ORDINAL.sub(r"\1\\\2", _inline(text))
    return _AT_START.sub(r"\1\\\2", text)


def _inline(text: str) -> str:
    text = _ANYWHERE.sub(r"\\\g<0>", text)
    return _ADDRESS.sub(lambda found: f"\\{found[0]}", text)


def picture_name(step: GuideStep) -> str:
    """Where a step's picture is, seen from the text."""
    return f"images/step-{step.number:03}.jpg"


def text(guide: Guide, pictures: frozenset[int]) -> Iterator[str]:
    """The document, piece by piece; `pictures` are the numbers of the steps that have one."""
    ours = words(guide.language)
    yield f"# {escaped(guide.title)}\n\n{escaped(subtitle(guide))}\n"
    for step in guide.steps:
        yield f"\n## {step.number}. {_title(step.title)}\n\n*{clock(step.timestamp)}*\n"
        yield from map(_block, body_of(step))
        if step.number in pictures:
            alt = ours.picture.format(number=step.number, title=plain(step.title))
            yield f"\n![{escaped(alt)}]({picture_name(step)})\n"
    if guide.left_out:
        yield f"\n{escaped(ours.left_out.format(count=guide.left_out))}\n"


def _title(title: str) -> str:
    return _line(runs(title))


def _line(line: Iterable[Run]) -> str:
    """One line; where it begins, nothing in it means anything."""
    return "".join(_run(run, is_first=number == 0) for number, run in enumerate(line))


def _run(run: Run, is_first: bool) -> str:
    told = _code(run.text) if run.is_code else _marked(run, is_first)
    return f"[{told}](<{_address(run.url)}>)" if run.url else told


def _marked(run: Run, is_first: bool) -> str:
    """Its spaces stay outside of the marks, or they would mark nothing."""
    text = run.text
    marks = "**" * run.is_strong + "_" * run.is_emphasis
    inner = text.strip()
    if not marks or not inner:
        return escaped(text) if is_first else _inline(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{marks}{_inline(inner)}{marks[::-1]}{after}"


def _address(url: str) -> str:
    return url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")


def _code(text: str) -> str:
    fence = "`" * (_longest_run(text) + 1)
    # Of a span between spaces, each side loses one.
    pad = " " if text[0] == text[-1] == " " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _block(block: Block) -> str:
    lines = list(map(_line, block.lines))
    match block.look:
        case Look.OUTPUT:
            said_lines = list(map(said, block.lines))
            fence = "`" * max(3, 1 + max(map(_longest_run, said_lines)))
            return "\n".join(["", fence, *said_lines, fence, ""])
        case Look.LIST:
            return "\n" + "".join(f"{mark.replace('•', '-')} {_line(line)}\n" for mark, line in block.points)
        case Look.TEXT:
            return "\n" + "\\\n".join(f"> {line}" for line in lines) + "\n"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
