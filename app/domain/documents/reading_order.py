"""Makes lines out of the words on a screen and puts them in the order a person reads them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.documents.words import Box, Line, Word

# What Tesseract makes of icons, borders and pictures is short, unsure, or both.
_WORD_CONFIDENCE = 20
_LINE_CONFIDENCE = 40
_SHORT_LINE_CONFIDENCE = 75
_SHORT_LINE = 3
# The same of networks, by the letters and digits of a line, and for one that the picture's edge may cut through.
_SIGNS_CONFIDENCE = {0: 101.0, 1: 93.0, 2: 86.0, 3: 84.0}
_CUT_CONFIDENCE = 85.0
# In line heights: a wider gap is another column or another button.
_WORD_GAP = 1.2
# In line heights: the least clear space that parts two columns or two blocks.
_GUTTER = 1.5
_COLUMN_LINES = 3
_QUOTES = {"‘": "’", "“": "”", "'": "'", '"': '"'}


def read_lines(words: Sequence[Word]) -> list[Line]:
    """The readable lines among the words, in reading order; noise is left out."""
    return in_order([line for line in joined(list(filter(_is_word, words))) if is_readable(line)])


def joined(words: Sequence[Word]) -> list[Line]:
    """All lines that the words make, readable or not, in no order."""
    return [line for line in map(_trimmed, _join(words)) if line]


def _is_word(word: Word) -> bool:
    upright = len(word.text) < _SHORT_LINE or word.box.height <= 2 * word.box.width
    return word.confidence >= _WORD_CONFIDENCE and word.box.height > 0 and upright


def is_readable(line: Line) -> bool:
    """Whether a line of words that were each read by themselves is text, and not what icons and edges look like."""
    signs = sum(sign.isalnum() for sign in line.text)
    least = _LINE_CONFIDENCE if signs > _SHORT_LINE else _SHORT_LINE_CONFIDENCE
    return signs >= 2 and 2 * signs >= len(line.text.replace(" ", "")) and line.confidence >= least


def is_legible(line: Line, height: float) -> bool:
    """Whether a line that networks have read on a picture of a height (pixels) is text.

    They are nearly always surer than this of what is: icons, switches and pictures are read as a sign or two, and what
    the picture's edge cuts through as words that are none. Of longer lines it is seen later (clarity.py).
    """
    signs = sum(sign.isalnum() for sign in line.text)
    box = line.box
    if box.top < 1 or box.bottom > height - 1:
        return line.confidence >= _CUT_CONFIDENCE
    return line.confidence >= _SIGNS_CONFIDENCE.get(signs, 0.0)


def _trimmed(line: list[Word]) -> Line | None:
    """The line without the stray marks at its ends: bullets, arrows, the edges of boxes."""
    named = [number for number, word in enumerate(line) if any(sign.isalnum() for sign in word.text)]
    if not named:
        return None
    first, *others = line[named[0] : named[-1] + 1]
    return Line((_without_stray_quote(first, others), *others))


def _without_stray_quote(first: Word, others: Sequence[Word]) -> Word:
    """The first word of a line without a quotation mark that nothing closes: an edge, read as a letter."""
    closing = _QUOTES.get(first.text[0])
    if closing is None or any(closing in word.text for word in (replace(first, text=first.text[1:]), *others)):
        return first
    return replace(first, text=first.text[1:])


def _join(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.left):
        home = min(
            (line for line in lines if _continues(line[-1].box, word.box)),
            key=_distance_to(word),
            default=None,
        )
        if home is None:
            lines.append([word])
        else:
            home.append(word)
    return lines


def _continues(before: Box, box: Box) -> bool:
    height = max(before.height, box.height)
    shared = min(before.bottom, box.bottom) - max(before.top, box.top)
    gap = box.left - before.right
    # Overlap by half the smaller one: "are" beside "Apply" shares its x-height only.
    return shared >= 0.5 * min(before.height, box.height) and -0.5 * height <= gap <= _WORD_GAP * height


def _distance_to(word: Word) -> Callable[[list[Word]], float]:
    return lambda line: abs(line[-1].box.bottom - word.box.bottom)


def in_order(lines: Sequence[Line]) -> list[Line]:
    """As a person reads them: split into columns where a clear gutter runs through, else into blocks, down to rows."""
    return [line for _, line in _ordered([(line.box, line) for line in lines])]


# With its box, which is worked out once: it is asked for again and again.
_Placed = tuple[Box, Line]


def _ordered(lines: list[_Placed]) -> list[_Placed]:
    # Columns first, since the rows of two columns would be read across; but a label beside its value is no column,
    # which is why each side needs several lines.
    if len(lines) < 2:
        return lines
    height = sorted(box.height for box, _ in lines)[len(lines) // 2]
    columns = _split(lines, _horizontal, _GUTTER * height)
    if len(columns) == 2 and min(map(len, columns)) >= _COLUMN_LINES:
        return _ordered(columns[0]) + _ordered(columns[1])
    blocks = _split(lines, _vertical, 0.0)
    if len(blocks) == 2:
        return _ordered(blocks[0]) + _ordered(blocks[1])
    return sorted(lines, key=lambda placed: (placed[0].left, placed[0].top))


Extent = Callable[[Box], tuple[float, float]]


def _horizontal(box: Box) -> tuple[float, float]:
    return box.left, box.right


def _vertical(box: Box) -> tuple[float, float]:
    return box.top, box.bottom


def _split(lines: list[_Placed], extent: Extent, least: float) -> list[list[_Placed]]:
    """The lines on both sides of the widest clear gap, or all of them where none is above `least`."""
    ranked = sorted(lines, key=lambda placed: extent(placed[0]))
    widest, at, reached = least, 0, extent(ranked[0][0])[1]
    for number, (box, _) in enumerate(ranked[1:], start=1):
        start, end = extent(box)
        if start - reached > widest:
            widest, at = start - reached, number
        reached = max(reached, end)
    return [ranked[:at], ranked[at:]] if at else [ranked]
