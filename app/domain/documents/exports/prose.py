"""What somebody wrote in Markdown, as blocks of text: the same Markdown that pages show
(web/src/features/guide/markdown.ts), and nothing else. Pure.

No HTML, no pictures, no addresses but those that lead to a page or a mailbox: the rest is text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.domain.documents.exports.blocks import Block, Line, Look, plainly
from app.domain.documents.exports.runs import Run

_RULES = ["list", "fence", "heading", "backticks", "emphasis", "escape", "link", "newline"]
_SAFE = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)


class _Reader(MarkdownIt):
    """The rules that there are, and which addresses are links."""

    def validateLink(self, url: str) -> bool:  # its name there
        """Asked for each address; what is refused stays text."""
        return _SAFE.fullmatch(url) is not None


_READER = _Reader("zero").enable(_RULES)


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks, in their order. A list within a list is more of the same; a heading is a line that is strong."""
    reading = _Reading()
    for token in _READER.parse(text):
        name, _, edge = token.type.rpartition("_")
        match name or edge:
            case "bullet_list" | "ordered_list":
                reading.list_edge(token)
            case "heading":
                reading.is_heading = edge == "open"
            case "fence":
                reading.code(token)
            case "inline":
                reading.words(token)
    return tuple(reading.done)


class _Reading:
    """What has been read so far.

    1. What is within a list is a point of it, however deep, until the outermost ends.
    2. Outside, a paragraph keeps its lines, and a heading is one.
    3. Code stands by itself, and parts the list that it is in; behind it the list goes on counting.
    """

    def __init__(self) -> None:
        self.done: list[Block] = []
        self.is_heading = False
        self._depth = 0
        self._first: int | None = None
        self._points: list[Line] = []

    def list_edge(self, token: Token) -> None:
        """A list begins or ends."""
        if self._depth == 0:
            self._first = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        self._depth += token.nesting
        if self._depth == 0:
            self._end_points()

    def code(self, token: Token) -> None:
        """Code between fences."""
        self._end_points()
        self.done.append(plainly(Look.OUTPUT, token.content.splitlines() or [""]))

    def words(self, token: Token) -> None:
        """A paragraph, a heading or a point."""
        lines = tuple(_lines(token))
        if self._depth:
            self._points.append(_joined(lines))
        else:
            self.done.append(Block(Look.TEXT, tuple(map(_strong, lines)) if self.is_heading else lines))

    def _end_points(self) -> None:
        if self._points:
            self.done.append(Block(Look.LIST, tuple(self._points), self._first))
        if self._first is not None:
            self._first += len(self._points)
        self._points = []


def _lines(token: Token) -> Iterator[Line]:
    """The lines of a paragraph: one that was written as such is shown as such."""
    line: list[Run] = []
    for run in _runs(token.children or []):
        if run is None:
            yield tuple(line)
            line = []
        elif run.text:
            line.append(run)
    yield tuple(line)


def _runs(tokens: Iterable[Token]) -> Iterator[Run | None]:
    """Its pieces; None where a line ends."""
    style = Run("")
    for token in tokens:
        kind, _, edge = token.type.rpartition("_")
        if token.type in ("softbreak", "hardbreak"):
            yield None
        elif kind in ("strong", "em"):
            style = _styled(style, kind, edge == "open")
        elif kind == "link":
            style = replace(style, url=str(token.attrs.get("href", "")) if edge == "open" else "")
        else:
            yield replace(style, text=token.content, is_code=token.type == "code_inline")


def _styled(run: Run, mark: str, is_on: bool) -> Run:
    return replace(run, is_strong=is_on) if mark == "strong" else replace(run, is_emphasis=is_on)


def _joined(lines: Iterable[Line]) -> Line:
    found: list[Run] = []
    for line in lines:
        found += [Run(" "), *line] if found else line
    return tuple(found)


def _strong(line: Line) -> Line:
    return tuple(replace(run, is_strong=True) for run in line)
