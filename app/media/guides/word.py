"""A guide as DOCX: headings of Word's own, so that its navigation lists the steps and templates can restyle them.

Nothing in a text is markup: python-docx is given it as it is, and writes the XML.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run as DocxRun

from app.domain.documents.exports.blocks import Block, Look
from app.domain.documents.exports.bodies import body_of
from app.domain.documents.exports.guide import Guide, GuideStep
from app.domain.documents.exports.runs import Run, plain, runs
from app.domain.documents.exports.wording import clock, subtitle, words
from app.media.guides.marked import Shown

# Centimetres: A4.
_PAGE, _MARGIN = (21.0, 29.7), 2.3
# A picture below what a program wrote says the same again.
_WIDEST, _HIGHEST, _HIGHEST_BELOW_OUTPUT = _PAGE[0] - 2 * _MARGIN, 10.0, 6.2
_MONO = "Consolas"
_GREY = RGBColor(0x65, 0x63, 0x5E)
_LOCALES = {"en": "en-GB", "de": "de-DE"}
# Properties of a document hold no more (ECMA-376, part 1, 15.2.12.1).
_LONGEST_PROPERTY = 255


def write(guide: Guide, pictures: Mapping[int, Shown], path: Path) -> None:
    """Writes the file; `pictures` are by the steps' numbers."""
    paper = _paper(guide)
    paper.add_heading(guide.title, 0)
    _grey(paper.add_paragraph(), subtitle(guide))
    for step in guide.steps:
        _step(paper, step, pictures.get(step.number), guide.language)
    if guide.left_out:
        _grey(paper.add_paragraph(), words(guide.language).left_out.format(count=guide.left_out))
    paper.save(str(path))


def _paper(guide: Guide) -> Paper:
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(_PAGE[0]), Cm(_PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    about = paper.core_properties
    about.title, about.author, about.comments = guide.title[:_LONGEST_PROPERTY], "VideoFlow", ""
    about.created = about.modified = guide.recorded_at.astimezone(UTC).replace(tzinfo=None)
    about.language = _LOCALES.get(guide.language, guide.language)
    _speaks(paper, about.language)
    return paper


def _speaks(paper: Paper, locale: str) -> None:
    """In which language Word checks the spelling."""
    for language in paper.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), locale)


def _step(paper: Paper, step: GuideStep, picture: Shown | None, language: str) -> None:
    heading = paper.add_heading(f"{step.number}. ", 2)
    for run in runs(step.title):
        added = heading.add_run(run.text)
        if run.is_code:
            added.font.name = _MONO
    time = paper.add_paragraph()
    time.paragraph_format.keep_with_next = picture is not None
    _grey(time, clock(step.timestamp))
    body = body_of(step)
    for block in body:
        _block(paper, block)
    if picture is not None:
        has_output = any(block.look is Look.OUTPUT for block in body)
        _picture(paper, step, picture, _HIGHEST_BELOW_OUTPUT if has_output else _HIGHEST, language)


def _grey(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.color.rgb = _GREY
    run.font.size = Pt(10)


def _block(paper: Paper, block: Block) -> None:
    if block.look is Look.LIST:
        for mark, line in block.points:
            # Numbers are written out: Word would go on counting from the list before.
            paragraph = paper.add_paragraph(style="List Bullet" if block.first is None else "List Continue")
            _runs(paragraph, line if block.first is None else (Run(f"{mark} "), *line), block.look)
        return
    paragraph = paper.add_paragraph()
    for number, line in enumerate(block.lines):
        if number:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        _runs(paragraph, line, block.look)


def _runs(paragraph: Paragraph, line: Iterable[Run], look: Look) -> None:
    for run in line:
        added = paragraph.add_run()
        added.add_text(run.text)
        added.bold, added.italic = run.is_strong or None, run.is_emphasis or None
        if run.is_code or look is Look.OUTPUT:
            added.font.name = _MONO
            added.font.size = Pt(9) if look is Look.OUTPUT else None
        if run.url:
            _leads(paragraph, added, run.url)


def _leads(paragraph: Paragraph, run: DocxRun, url: str) -> None:
    """python-docx reads links and writes none: the run goes into the element that Word has for one (17.16.22)."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.font.underline = True
    run._r.addprevious(link)
    link.append(run._r)


def _picture(paper: Paper, step: GuideStep, picture: Shown, highest: float, language: str) -> None:
    wide, high = picture.fitted(_WIDEST, highest)
    run = paper.add_paragraph().add_run()
    run.add_picture(str(picture.path), width=Cm(wide), height=Cm(high))
    alt = words(language).picture.format(number=step.number, title=plain(step.title))
    for about in run.element.xpath(".//wp:docPr"):
        about.set("descr", alt)
