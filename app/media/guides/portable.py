"""A guide as PDF (A4): text that can be selected, contents that lead to the steps, words beside the pictures.

Nothing in a text is markup: fpdf2 is given it as it is, piece by piece.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC
from pathlib import Path

import structlog
from fontTools.ttLib import TTLibError
from fpdf import FPDF, FPDFException
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from app.domain.documents.exports.blocks import Block, Look
from app.domain.documents.exports.bodies import body_of
from app.domain.documents.exports.guide import Guide, GuideStep
from app.domain.documents.exports.runs import Run, plain, runs
from app.domain.documents.exports.wording import clock, subtitle, words
from app.media.guides.fonts import Fonts, fonts
from app.media.guides.marked import Shown

# Millimetres.
_MARGIN, _LINE, _GAP = 20.0, 5.6, 9.0
_WIDE, _HIGHEST = 170.0, 110.0
_INK, _GREY, _LINK, _RULE = (27, 27, 26), (101, 99, 94), (79, 70, 229), (214, 212, 206)
_SANS, _MONO = "sans", "mono"
_BOX = "□"

log = structlog.get_logger()


class _Paper(FPDF):
    """Pages with their number below, set in one typeface, and in others where that has no letters."""

    def __init__(self, found: Fonts) -> None:
        """Raises what fpdf2 raises of a typeface that is none."""
        super().__init__(format="A4")
        for family, style, file in ((_SANS, "", found.regular), (_SANS, "B", found.bold), (_MONO, "", found.mono)):
            self.add_font(family, style, str(file))
        # Reading one takes a second, and few guides need any.
        self._beside = list(found.beside)
        self._families = [_SANS]
        self._signs = self._signs_of(_SANS)
        self.set_fallback_fonts(self._families, exact_match=False)

    def normalize_text(self, text: str) -> str:
        """Called by fpdf2 with all that it is to write: a sign that no typeface has is a box that one sees."""
        while self._beside and self._without_sign(text):
            self._set_beside(self._beside.pop(0))
        missing = self._without_sign(text)
        return super().normalize_text("".join(_BOX if ord(sign) in missing else sign for sign in text))

    def _without_sign(self, text: str) -> set[int]:
        return {ord(sign) for sign in text if not sign.isspace()} - self._signs

    def _signs_of(self, family: str) -> set[int]:
        font = self.fonts[family]
        return set(font.cmap) if isinstance(font, TTFFont) else set()

    def _set_beside(self, file: Path) -> None:
        family = f"beside{len(self._families)}"
        try:
            self.add_font(family, "", str(file))
        except (OSError, TTLibError, FPDFException) as error:
            log.warning("a typeface cannot be read", file=str(file), reason=str(error))
            return
        self._families.append(family)
        self._signs |= self._signs_of(family)
        self.set_fallback_fonts(self._families, exact_match=False)

    def footer(self) -> None:
        """Called by fpdf2 at each page's end."""
        self.set_y(-15)
        self.set_font(_SANS, size=9)
        self.set_text_color(*_GREY)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="C")


def write(guide: Guide, pictures: Mapping[int, Shown], path: Path) -> None:
    """Writes the file; `pictures` are by the steps' numbers. Raises NoFonts."""
    paper = _paper(guide, fonts())
    links = _contents(paper, guide)
    for step in guide.steps:
        _step(paper, step, pictures.get(step.number), links[step.number], guide.language)
    if guide.left_out:
        paper.ln(_GAP)
        _line(paper, words(guide.language).left_out.format(count=guide.left_out), 10, _GREY)
    paper.output(str(path))


def _paper(guide: Guide, found: Fonts) -> _Paper:
    paper = _Paper(found)
    paper.set_margin(_MARGIN)
    paper.set_auto_page_break(True, _MARGIN)
    paper.set_title(guide.title)
    paper.set_lang(guide.language)
    paper.set_creator("VideoFlow")
    paper.set_creation_date(guide.recorded_at.astimezone(UTC))
    paper.add_page()
    return paper


def _contents(paper: _Paper, guide: Guide) -> dict[int, int]:
    """The head of the first page; returns the link of each step, by its number."""
    _line(paper, subtitle(guide), 10, _GREY)
    paper.ln(1)
    _line(paper, guide.title, 22, _INK, bold=True, height=9.5)
    paper.ln(4)
    _line(paper, words(guide.language).contents, 10, _GREY, bold=True)
    links = {}
    for step in guide.steps:
        links[step.number] = paper.add_link()
        _line(paper, f"{step.number}. {plain(step.title)}", 11, _LINK, link=links[step.number])
    return links


def _step(paper: _Paper, step: GuideStep, picture: Shown | None, link: int, language: str) -> None:
    paper.ln(_GAP)
    _keep_together(paper, step, picture)
    paper.start_section(f"{step.number}. {plain(step.title)}")
    paper.set_link(link, y=paper.get_y(), page=paper.page)
    _title(paper, step)
    _line(paper, clock(step.timestamp), 9.5, _GREY)
    for block in body_of(step):
        _block(paper, block)
    if picture is not None:
        _picture(paper, step, picture, language)


def _keep_together(paper: _Paper, step: GuideStep, picture: Shown | None) -> None:
    """A title does not stand alone at a page's end: what belongs to it begins on the next page with it."""
    lines = 2 + len(plain(step.title)) // 70 + min(sum(len(block.lines) for block in body_of(step)), 6)
    needed = lines * _LINE * 1.2 + (picture.fitted(_WIDE, _HIGHEST)[1] + 3 if picture else 0)
    if paper.will_page_break(needed):
        paper.add_page()


def _title(paper: _Paper, step: GuideStep) -> None:
    paper.set_text_color(*_INK)
    paper.set_font(_SANS, "B", 14)
    paper.write(7, f"{step.number}. ")
    for run in runs(step.title):
        paper.set_font(*((_MONO, "", 13) if run.is_code else (_SANS, "B", 14)))
        paper.write(7, run.text)
    paper.ln(7)


def _block(paper: _Paper, block: Block) -> None:
    paper.ln(1)
    if block.look is Look.LIST:
        for mark, line in block.points:
            _set(paper, [Run(f"{mark}  "), *line], _SANS)
        return
    for line in block.lines:
        _set(paper, line, _MONO if block.look is Look.OUTPUT else _SANS)


def _set(paper: _Paper, line: Iterable[Run], family: str) -> None:
    """A line in pieces; words that are too long for it are broken."""
    for run in line:
        code = run.is_code and family != _MONO
        paper.set_font(_MONO if run.is_code else family, _style(run, family), 9.5 if code else 10)
        paper.set_text_color(*(_LINK if run.url else _GREY))
        paper.write(_LINE, run.text, run.url)
    paper.ln(_LINE)


def _style(run: Run, family: str) -> str:
    """The fonts that there are: no slanted ones, and one of fixed width."""
    is_plain = run.is_code or family == _MONO
    return ("B" if run.is_strong and not is_plain else "") + ("U" if run.is_emphasis or run.url else "")


def _picture(paper: _Paper, step: GuideStep, picture: Shown, language: str) -> None:
    paper.ln(2)
    wide, high = picture.fitted(_WIDE, _HIGHEST)
    if paper.will_page_break(high):
        paper.add_page()
    left, top = paper.get_x(), paper.get_y()
    alt = words(language).picture.format(number=step.number, title=plain(step.title))
    paper.image(str(picture.path), x=left, y=top, w=wide, h=high, alt_text=alt)
    paper.set_draw_color(*_RULE)
    paper.rect(left, top, wide, high)
    paper.set_y(top + high)


def _line(
    paper: _Paper,
    text: str,
    size: float,
    colour: tuple[int, int, int],
    *,
    bold: bool = False,
    family: str = _SANS,
    height: float = _LINE,
    link: int | None = None,
) -> None:
    """A paragraph; words that are too long for a line are broken."""
    paper.set_font(family, "B" if bold else "", size)
    paper.set_text_color(*colour)
    paper.multi_cell(0, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT, link=link or "")
