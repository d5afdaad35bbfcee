"""What was said about a video as PDF (A4): frames with what was drawn on them, in lines that stay sharp, and words."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.domain.annotations.exports.said import Said
from app.domain.annotations.exports.sheet import Sheet, said_in, words
from app.domain.annotations.exports.svg import HIGHLIGHTED, head
from app.domain.documents.exports.wording import clock
from app.domain.labels import readable, visible
from app.media.guides.fonts import fonts
from app.media.guides.marked import Shown
from app.media.guides.paper import GREY, INK, RULE, SANS, Paper, begun, paragraph

# Millimetres.
_GAP, _WIDE, _HIGHEST, _INDENT = 8.0, 170.0, 105.0, 6.0
_POINTS_A_MM = 72 / 25.4

Place = tuple[float, float]


def write(sheet: Sheet, frames: Mapping[int, Shown], path: Path) -> None:
    """Writes the file; `frames` are by the ids of what begins a thread. Raises NoFonts."""
    told, count = words(sheet.language), len(sheet.entries) + sheet.left_out
    paper = begun(fonts(), sheet.title, sheet.language, sheet.recorded_at)
    paragraph(paper, told.one if count == 1 else told.subtitle.format(count=count), 10, GREY)
    paper.ln(1)
    paragraph(paper, readable(sheet.title) or "", 20, INK, bold=True, height=9)
    for root, replies in sheet.entries:
        _entry(paper, root, replies, frames.get(root.id), sheet.language)
    if sheet.left_out:
        paper.ln(_GAP)
        paragraph(paper, told.left_out.format(count=sheet.left_out), 10, GREY)
    paper.output(str(path))


def _entry(paper: Paper, root: Said, replies: Sequence[Said], frame: Shown | None, language: str) -> None:
    paper.ln(_GAP)
    needed = 18 + (frame.fitted(_WIDE, _HIGHEST)[1] if frame else 0)
    if paper.will_page_break(needed):
        paper.add_page()
    paper.start_section(f"{clock(root.timestamp)} {readable(root.author) or ''}")
    if frame is not None:
        _picture(paper, root, frame, language)
    ended = f" · {words(language).resolved}" if root.is_resolved else ""
    _said(paper, root, f"{clock(root.timestamp)} · {{name}}{ended}", language)
    paper.set_left_margin(paper.l_margin + _INDENT)
    for reply in replies:
        _said(paper, reply, "{name}", language)
    paper.set_left_margin(paper.l_margin - _INDENT)


def _said(paper: Paper, said: Said, heading: str, language: str) -> None:
    paper.set_x(paper.l_margin)
    paragraph(paper, heading.format(name=readable(said.author) or ""), 9.5, GREY, bold=True)
    paragraph(paper, visible(said_in(said, language)), 10.5, INK)
    paper.ln(0.8)


def _picture(paper: Paper, root: Said, frame: Shown, language: str) -> None:
    wide, high = frame.fitted(_WIDE, _HIGHEST)
    left, top = paper.l_margin, paper.get_y()
    alt = words(language).picture.format(clock=clock(root.timestamp))
    paper.image(str(frame.path), x=left, y=top, w=wide, h=high, alt_text=alt)
    with paper.rect_clip(x=left, y=top, w=wide, h=high):
        for stroke in root.strokes:
            _stroke(
                paper, stroke, [(left + point[0] * wide, top + point[1] * high) for point in stroke["points"]], wide
            )
    paper.set_line_width(0.2)
    paper.set_draw_color(*RULE)
    paper.rect(left, top, wide, high)
    paper.set_y(top + high + 2)


def _stroke(paper: Paper, stroke: Mapping[str, Any], places: Sequence[Place], wide: float) -> None:
    """One, over the frame; `places` are on the page."""
    thickness, tool = stroke["width"] * wide, stroke["tool_type"]
    paper.set_draw_color(stroke["color"])
    paper.set_line_width(thickness)
    if tool == "text":
        _text(paper, stroke, places[0], max(3.0, thickness * 6))
    elif tool in ("rectangle", "ellipse"):
        (x, y), (x2, y2) = places
        draw = paper.rect if tool == "rectangle" else paper.ellipse
        draw(min(x, x2), min(y, y2), abs(x2 - x), abs(y2 - y))
    elif tool == "highlighter":
        with paper.local_context(stroke_opacity=HIGHLIGHTED):
            _line(paper, places)
    else:
        _line(paper, places)
        if tool == "arrow":
            first, second = head(places[0], places[1], thickness)
            _line(paper, [first, places[1], second])


def _line(paper: Paper, places: Sequence[Place]) -> None:
    dot = len(places) == 1 or all(math.dist(places[0], each) < 0.01 for each in places)
    paper.polyline([*places, (places[0][0] + 0.05, places[0][1])] if dot else list(places))


def _text(paper: Paper, stroke: Mapping[str, Any], place: Place, height: float) -> None:
    paper.set_font(SANS, "B", height * _POINTS_A_MM * 0.75)
    paper.set_text_color(stroke["color"])
    # Its top is where it was put.
    paper.text(place[0], place[1] + height * 0.75, readable(stroke["text"]) or "")
