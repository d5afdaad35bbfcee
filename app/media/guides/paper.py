"""Pages of ours (A4): one typeface, others for what it has no letters of, and their number below.

Nothing in a text is markup: fpdf2 is given it as it is, piece by piece.
"""

from datetime import UTC, datetime
from pathlib import Path

import structlog
from fontTools.ttLib import TTLibError
from fpdf import FPDF, FPDFException
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from app.media.guides.fonts import Fonts

# Millimetres.
MARGIN, LINE = 20.0, 5.6
INK, GREY, LINK, RULE = (27, 27, 26), (101, 99, 94), (79, 70, 229), (214, 212, 206)
SANS, MONO = "sans", "mono"
_BOX = "□"

log = structlog.get_logger()


class Paper(FPDF):
    """Pages with their number below, set in one typeface, and in others where that has no letters."""

    def __init__(self, found: Fonts) -> None:
        """Raises what fpdf2 raises of a typeface that is none."""
        super().__init__(format="A4")
        for family, style, file in ((SANS, "", found.regular), (SANS, "B", found.bold), (MONO, "", found.mono)):
            self.add_font(family, style, str(file))
        # Reading one takes a second, and few guides need any.
        self._beside = list(found.beside)
        self._families = [SANS]
        self._signs = self._signs_of(SANS)
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
        self.set_font(SANS, size=9)
        self.set_text_color(*GREY)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="C")


def begun(found: Fonts, title: str, language: str, at: datetime) -> Paper:
    """An empty page of a document. Raises what fpdf2 raises of a typeface that is none."""
    paper = Paper(found)
    paper.set_margin(MARGIN)
    paper.set_auto_page_break(True, MARGIN)
    paper.set_title(title)
    paper.set_lang(language)
    paper.set_creator("VideoFlow")
    paper.set_creation_date(at.astimezone(UTC))
    paper.add_page()
    return paper


def paragraph(
    paper: Paper,
    text: str,
    size: float,
    colour: tuple[int, int, int],
    *,
    bold: bool = False,
    family: str = SANS,
    height: float = LINE,
    link: int | None = None,
) -> None:
    """A paragraph; words that are too long for a line are broken."""
    paper.set_font(family, "B" if bold else "", size)
    paper.set_text_color(*colour)
    paper.multi_cell(0, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT, link=link or "")
