"""A guide as PDF (A4): text that can be selected, contents that lead to the steps, words beside the pictures.

Nothing in a text is markup: fpdf2 is given it as it is, piece by piece.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.domain.documents.exports.blocks import Block, Look
from app.domain.documents.exports.bodies import body_of
from app.domain.documents.exports.guide import Guide, GuideStep
from app.domain.documents.exports.runs import Run, plain, runs
from app.domain.documents.exports.wording import clock, subtitle, words
from app.media.guides.fonts import fonts
from app.media.guides.marked import Shown
from app.media.guides.paper import GREY, INK, LINE, LINK, MONO, RULE, SANS, Paper, begun, paragraph

# Millimetres.
_GAP = 9.0
_WIDE, _HIGHEST = 170.0, 110.0


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
    _keep_together(paper, step, picture)
    paper.start_section(f"{step.number}. {plain(step.title)}")
    paper.set_link(link, y=paper.get_y(), page=paper.page)
    _title(paper, step)
    paragraph(paper, clock(step.timestamp), 9.5, GREY)
    for block in body_of(step):
        _block(paper, block)
    if picture is not None:
        _picture(paper, step, picture, language)


def _keep_together(paper: Paper, step: GuideStep, picture: Shown | None) -> None:
    """A title does not stand alone at a page's end: what belongs to it begins on the next page with it."""
    lines = 2 + len(plain(step.title)) // 70 + min(sum(len(block.lines) for block in body_of(step)), 6)
    needed = lines * LINE * 1.2 + (picture.fitted(_WIDE, _HIGHEST)[1] + 3 if picture else 0)
    if paper.will_page_break(needed):
        paper.add_page()


def _title(paper: Paper, step: GuideStep) -> None:
    paper.set_text_color(*INK)
    paper.set_font(SANS, "B", 14)
    paper.write(7, f"{step.number}. ")
    for run in runs(step.title):
        paper.set_font(*((MONO, "", 13) if run.is_code else (SANS, "B", 14)))
        paper.write(7, run.text)
    paper.ln(7)


def _block(paper: Paper, block: Block) -> None:
    paper.ln(1)
    if block.look is Look.LIST:
        for mark, line in block.points:
            _set(paper, [Run(f"{mark}  "), *line], SANS)
        return
    for line in block.lines:
        _set(paper, line, MONO if block.look is Look.OUTPUT else SANS)


def _set(paper: Paper, line: Iterable[Run], family: str) -> None:
    """A line in pieces; words that are too long for it are broken."""
    for run in line:
        code = run.is_code and family != MONO
        paper.set_font(MONO if run.is_code else family, _style(run, family), 9.5 if code else 10)
        paper.set_text_color(*(LINK if run.url else GREY))
        paper.write(LINE, run.text, run.url)
    paper.ln(LINE)


def _style(run: Run, family: str) -> str:
    """The fonts that there are: no slanted ones, and one of fixed width."""
    is_plain = run.is_code or family == MONO
    return ("B" if run.is_strong and not is_plain else "") + ("U" if run.is_emphasis or run.url else "")


def _picture(paper: Paper, step: GuideStep, picture: Shown, language: str) -> None:
    paper.ln(2)
    wide, high = picture.fitted(_WIDE, _HIGHEST)
    if paper.will_page_break(high):
        paper.add_page()
    left, top = paper.get_x(), paper.get_y()
    alt = words(language).picture.format(number=step.number, title=plain(step.title))
    paper.image(str(picture.path), x=left, y=top, w=wide, h=high, alt_text=alt)
    paper.set_draw_color(*RULE)
    paper.rect(left, top, wide, high)
    paper.set_y(top + high)
