"""A sheet of what was said, read again by pypdf: its words, its frames, and what was drawn on them."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from pypdf import PdfReader

from app.domain.annotations.exports.sheet import MOST_THREADS, sheet
from app.media.guides.marked import Shown
from app.media.guides.sheet import write
from app.media.pictures import encode_jpeg
from tests.domain.annotations.exports.saying import STROKE, said

AT = datetime(2026, 11, 30, tzinfo=UTC)
TOOLS = {
    "pen": [[0.1, 0.1], [0.2, 0.2]],
    "highlighter": [[0.1, 0.1], [0.9, 0.9]],
    "line": [[0.1, 0.1], [0.9, 0.1]],
    "arrow": [[0.5, 0.5], [0.9, 0.1]],
    "rectangle": [[0.9, 0.9], [0.1, 0.5]],
    "ellipse": [[0.1, 0.1], [0.4, 0.9]],
}


def opened(folder: Path, *items: Any, language: str = "en", title: str = "Front squat") -> PdfReader:
    frame = folder / "frame.jpg"
    frame.write_bytes(encode_jpeg(np.full((360, 640, 3), 200, np.uint8)))
    path = folder / "sheet.pdf"
    frames = {each.id: Shown(frame, 640, 360) for each in items}
    write(sheet(title, AT, language, items), frames, path)
    return PdfReader(path)


def text_of(found: PdfReader) -> str:
    return "".join(page.extract_text() for page in found.pages)


def test_it_has_a_frame_and_the_words_of_each_thread(tmp_path: Path) -> None:
    items = [
        said(1, 15.5, "Look\nhere"),
        said(2, 15.5, "Yes", author="Bob", parent_id=1),
        said(3, 75, is_resolved=True),
    ]
    found = opened(tmp_path, *items)
    text = text_of(found)
    for words in ("Front squat", "2 comments", "0:15 · Ada", "Look", "here", "Bob", "Yes", "1:15 · Ada · resolved"):
        assert words in text, words
    assert sum(len(page.images) for page in found.pages) == 2
    assert [entry.title for entry in found.outline] == ["0:15 Ada", "1:15 Ada"]


def test_what_was_drawn_lies_over_its_frame_in_lines(tmp_path: Path) -> None:
    """Not in pixels: it stays sharp at every size."""
    strokes = [{**STROKE, "tool_type": tool, "points": points} for tool, points in TOOLS.items()]
    strokes.append({**STROKE, "tool_type": "text", "points": [[0.2, 0.3]], "text": "Knee <b>out</b>"})
    found = opened(tmp_path, said(1, 3, "", kind="drawing", strokes=strokes))
    content = found.pages[0].get_contents()
    assert content is not None
    drawn = content.get_data().decode("latin-1")
    # A red pen, as wide as it was set: 0.4 % of 170 mm. Two lines of the arrow, five others, the frame's.
    assert "1 0 0 RG" in drawn and "1.93 w" in drawn
    assert len(re.findall(r"\bS\b", drawn)) >= 8
    assert "Knee <b>out</b>" in text_of(found)
    assert "Drawing" in text_of(found)


def test_hostile_words_are_words_and_too_many_are_counted(tmp_path: Path) -> None:
    hostile = "**bold** <script>alert(1)</script> \x07 日本語 🎬 " + "x" * 900
    items = [said(number, float(number), hostile, author=hostile) for number in range(3)]
    text = "".join(text_of(opened(tmp_path, *items, title=hostile)).split())
    assert text.count("<script>alert(1)</script>") >= 4
    many = sheet("Many", AT, "de", [said(number, float(number)) for number in range(MOST_THREADS + 7)])
    assert (len(many.entries), many.left_out) == (MOST_THREADS, 7)
    path = tmp_path / "many.pdf"
    write(many, {}, path)
    assert "7 weitere Kommentare" in text_of(PdfReader(path))
