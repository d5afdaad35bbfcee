"""A guide as PDF (A4): text that can be selected, contents that lead to the steps, words beside the pictures.

Nothing in a text is markup: fpdf2 is given it as it is, piece by piece.

Where a step begins, so that pages are neither torn nor half empty:

1. A step that fits into what is left of the page stands there, with its picture somewhat smaller if need be.
2. One with a long text begins there, too, with some lines of it, and goes on overleaf.
3. Any other begins a page.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor
from pathlib import Path

from fpdf.enums import WrapMode, XPos, YPos

from app.domain.documents.exports.blocks import Block, Look
from app.domain.documents.exports.bodies import body_of
from app.domain.documents.exports.guide import Guide, GuideStep
from app.domain.documents.exports.runs import Run, plain, runs, said
from app.domain.documents.exports.wording import clock, subtitle, words
from app.media.guides.fonts import fonts
from app.media.guides.marked import Shown
from app.media.guides.paper import GREY, INK, LINE, LINK, MONO, RULE, SANS, Paper, begun, paragraph

# Millimetres.
_GAP = 9.0
_WIDE, _HIGHEST = 170.0, 100.0
# A picture below what a program wrote says the same again.
_HIGHEST_BELOW_OUTPUT = 62.0
# So much of its size a picture keeps where the page ends.
_LEAST_SHARE = 0.55
# A text is long from here on; so much of it stands below a title at least.
_LONG, _BEGIN = 45.0, 18.0
# What a program wrote keeps its lines, in smaller type if they are long (points).
_OUTPUT_SIZE, _LEAST_OUTPUT_SIZE = 9.0, 6.5
_TITLE_SIZE, _TITLE_LINE = 14.0, 7.0
_GROUND = (245, 244, 242)


def write(guide: Guide, pictures: Mapping[int, Shown], path: Path) -> None:
    """Writes the file; `pictures` are by the steps' numbers. Raises NoFonts."""
    paper = begun(fonts(), guide.title, guide.language, guide.recorded_at)
    links = _contents(paper, guide)
    for step in guide.steps:
        _step(paper, step, pictures.get(step.number), links[step.number], guide.language)
    if guide.left_out:
        paper.ln(_GAP)
        paragraph(paper, words(guide.language).left_out.format(count=guide.left_out), 10, GREY)
    paper.output(str(path))


def _contents(paper: Paper, guide: Guide) -> dict[int, int]:
    """The head of the first page; returns the link of each step, by its number."""
    paragraph(paper, subtitle(guide), 10, GREY)
    paper.ln(1)
    paragraph(paper, guide.title, 22, INK, bold=True, height=9.5)
    paper.ln(4)
    paragraph(paper, words(guide.language).contents, 10, GREY, bold=True)
    links = {}
    for step in guide.steps:
        links[step.number] = paper.add_link()
        paragraph(paper, f"{step.number}. {plain(step.title)}", 11, LINK, link=links[step.number])
    return links


def _step(paper: Paper, step: GuideStep, picture: Shown | None, link: int, language: str) -> None:
    paper.ln(_GAP)
    body = body_of(step)
    highest = _HIGHEST_BELOW_OUTPUT if any(block.look is Look.OUTPUT for block in body) else _HIGHEST
    size = picture.fitted(_WIDE, highest) if picture else (0.0, 0.0)
    if not _begins_here(paper, step, body, size[1]):
        paper.add_page()
    paper.start_section(f"{step.number}. {plain(step.title)}")
    paper.set_link(link, y=paper.get_y(), page=paper.page)
    _title(paper, step)
    paragraph(paper, clock(step.timestamp), 9.5, GREY)
    for block in body:
        _block(paper, block)
    if picture is not None:
        _picture(paper, step, picture, size, language)


def _begins_here(paper: Paper, step: GuideStep, body: Sequence[Block], picture: float) -> bool:
    left = paper.page_break_trigger - paper.get_y()
    head = _rows(paper, f"{step.number}. {plain(step.title)}", "B", _TITLE_SIZE) * _TITLE_LINE + LINE
    text = sum(_height(paper, block) for block in body)
    if head + text + (2 + picture * _LEAST_SHARE if picture else 0) <= left:
        return True
    return text >= _LONG and head + _BEGIN <= left


def _height(paper: Paper, block: Block) -> float:
    """About how high a block becomes, in millimetres."""
    if block.look is Look.OUTPUT:
        size = _output_size(paper, block)
        return 3 + sum(_rows(paper, said(line), "", size, MONO) for line in block.lines) * _line_of(size)
    return 1 + sum(_rows(paper, said(line), "", 10) for line in block.lines) * LINE


def _rows(paper: Paper, text: str, style: str, size: float, family: str = SANS) -> int:
    paper.set_font(family, style, size)
    return max(1, ceil(paper.get_string_width(paper.normalize_text(text)) / _WIDE))


def _title(paper: Paper, step: GuideStep) -> None:
    paper.set_text_color(*INK)
    paper.set_font(SANS, "B", _TITLE_SIZE)
    paper.write(_TITLE_LINE, f"{step.number}. ")
    for run in runs(step.title):
        paper.set_font(*((MONO, "", _TITLE_SIZE - 1) if run.is_code else (SANS, "B", _TITLE_SIZE)))
        paper.write(_TITLE_LINE, run.text)
    paper.ln(_TITLE_LINE)


def _block(paper: Paper, block: Block) -> None:
    paper.ln(1)
    match block.look:
        case Look.OUTPUT:
            _output(paper, block)
        case Look.LIST:
            for mark, line in block.points:
                _set(paper, [Run(f"{mark}  "), *line])
        case Look.TEXT:
            for line in block.lines:
                _set(paper, line)


def _output(paper: Paper, block: Block) -> None:
    """On a ground of its own, its lines as they were as far as they fit."""
    size = _output_size(paper, block)
    paper.set_font(MONO, "", size)
    paper.set_text_color(*INK)
    paper.set_fill_color(*_GROUND)
    paper.ln(1)
    for line in block.lines:
        text = said(line) or " "
        paper.multi_cell(
            0,
            _line_of(size),
            text,
            align="L",
            fill=True,
            wrapmode=WrapMode.CHAR,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
    paper.ln(1)


def _output_size(paper: Paper, block: Block) -> float:
    """In points: such that the longest line fits, or the smallest that one reads."""
    paper.set_font(MONO, "", _OUTPUT_SIZE)
    widest = max(paper.get_string_width(paper.normalize_text(said(line))) for line in block.lines)
    fits = _OUTPUT_SIZE * (_WIDE - 2 * paper.c_margin) / max(widest, 1)
    return max(_LEAST_OUTPUT_SIZE, min(_OUTPUT_SIZE, floor(fits * 10) / 10))


def _line_of(size: float) -> float:
    """The height of a line of output in millimetres, of type in points."""
    return size * 0.5


def _set(paper: Paper, line: Iterable[Run]) -> None:
    """A line in pieces; words that are too long for it are broken."""
    for run in line:
        paper.set_font(MONO if run.is_code else SANS, _style(run), 9.5 if run.is_code else 10)
        paper.set_text_color(*(LINK if run.url else GREY))
        paper.write(LINE, run.text, run.url)
    paper.ln(LINE)


def _style(run: Run) -> str:
    """The fonts that there are: no slanted ones, and one of fixed width."""
    return ("B" if run.is_strong and not run.is_code else "") + ("U" if run.is_emphasis or run.url else "")


def _picture(paper: Paper, step: GuideStep, picture: Shown, size: tuple[float, float], language: str) -> None:
    paper.ln(2)
    wide, high = size
    left_over = paper.page_break_trigger - paper.get_y()
    if high > left_over >= _LEAST_SHARE * high:
        wide, high = wide * left_over / high, left_over
    elif high > left_over:
        paper.add_page()
    left, top = paper.get_x(), paper.get_y()
    alt = words(language).picture.format(number=step.number, title=plain(step.title))
    paper.image(str(picture.path), x=left, y=top, w=wide, h=high, alt_text=alt)
    paper.set_draw_color(*RULE)
    paper.rect(left, top, wide, high)
    paper.set_y(top + high)
