"""A guide as PDF, read again by pypdf."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.guide import Guide
from app.media.guides import portable
from app.media.guides.fonts import fonts
from app.media.guides.marked import Shown, mark
from app.media.guides.portable import write
from app.media.pictures import encode_jpeg
from tests.domain.documents.exports.examples import HOSTILE, PROSE, READ, a_guide, a_step, a_usual_guide

PICTURE = encode_jpeg(np.full((720, 1280, 3), 200, np.uint8))


def opened(guide: Guide, folder: Path, pictures: dict[int, Shown] | None = None) -> PdfReader:
    path = folder / "guide.pdf"
    write(guide, pictures or {}, path)
    return PdfReader(path)


def squeezed(text: str) -> str:
    """Without spaces and line ends, which are where a line ended."""
    return "".join(text.split())


def test_text_can_be_selected_and_stays_text(tmp_path: Path) -> None:
    found = opened(a_guide(), tmp_path)
    text = squeezed("".join(page.extract_text() for page in found.pages)).replace("`", "")
    for number, title in enumerate(HOSTILE, 1):
        assert text.count(squeezed(f"{number}. {title}").replace("`", "")) >= 2, title


def test_it_says_what_it_is_and_leads_to_its_steps(tmp_path: Path) -> None:
    guide = a_usual_guide("de")
    picture = mark(PICTURE, guide.steps[2].target, guide.steps[2].pointer, tmp_path / "3.jpg")
    found = opened(guide, tmp_path, {3: picture})
    assert found.metadata and found.metadata.title == "Set up single sign-on"
    assert found.root_object["/Lang"] == "de"
    assert [entry.title for entry in found.outline] == ["1. Why", "2. Run flask db upgrade", "3. Click Save"]
    links = [each.get_object() for each in found.pages[0]["/Annots"]]
    assert sum(each["/Subtype"] == "/Link" for each in links) >= 3
    assert sum(len(page.images) for page in found.pages) == 1
    assert (float(found.pages[0].mediabox.width), float(found.pages[0].mediabox.height)) == (595.28, 841.89)
    text = "".join(page.extract_text() for page in found.pages)
    assert "INFO Running upgrade" in text and "Inhalt" in text and f"1 / {len(found.pages)}" in text


def test_a_word_without_end_and_many_steps_are_set(tmp_path: Path) -> None:
    found = opened(a_guide(titles=("x" * 900, *["Go on"] * 80), left_out=7), tmp_path)
    assert len(found.pages) >= 3
    assert "7 more steps" in found.pages[-1].extract_text()


def test_what_a_person_wrote_is_set_as_such(tmp_path: Path) -> None:
    found = opened(a_guide(titles=(), steps=(a_step(1, "Save", prose=PROSE),)), tmp_path)
    text = squeezed(found.pages[0].extract_text())
    assert squeezed(f"{READ[0]}•{READ[1]}•{READ[2]}3.{READ[3]}{READ[4]}") in text
    actions = [each.get_object().get("/A", {}).get("/URI") for each in found.pages[0]["/Annots"]]
    assert "https://example.org/a?b=1&c=2" in actions


def test_chinese_japanese_korean_and_emoji_have_glyphs_and_stay_text(tmp_path: Path) -> None:
    titles = ("Click 保存设置 ✅", "`日本語` を選ぶ 🚀", "한국어 선택")
    text = squeezed("".join(page.extract_text() for page in opened(a_guide(titles=titles), tmp_path).pages))
    for title in titles:
        # Among the contents, and over the step.
        assert text.count(squeezed(title.replace("`", ""))) >= 2, title
    assert {"DroidSansFallback", "Symbola"} <= embedded(tmp_path / "guide.pdf")


def test_a_sign_that_no_typeface_has_is_a_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = replace(fonts(), beside=(tmp_path / "gone.ttf", *fonts().beside[1:]))
    monkeypatch.setattr(portable, "fonts", lambda: found)
    text = opened(a_guide(titles=("Click 保存 🚀",)), tmp_path).pages[0].extract_text()
    assert squeezed(text).count(squeezed("Click □□ 🚀")) == 2


def embedded(path: Path) -> set[str]:
    """The typefaces with glyphs in a PDF."""
    fonts = [font.get_object() for page in PdfReader(path).pages for font in page["/Resources"]["/Font"].values()]
    below = [font["/DescendantFonts"][0].get_object() for font in fonts]
    return {str(font["/BaseFont"]).split("+")[-1] for font in below if "/FontFile2" in font["/FontDescriptor"]}


def test_what_a_program_wrote_keeps_its_lines(tmp_path: Path) -> None:
    wide = "drwxr-xr-x  2 deploy deploy  4096 Nov 12 09:14 " + "a-rather-long-name-" * 3 + "end"
    step = a_step(1, "Run `ls -l`", kind=Kind.COMMAND, label="ls -l", lines=(wide, "total 4"))
    text = opened(a_guide(titles=(), steps=(step,)), tmp_path).pages[0].extract_text()
    assert any(line.startswith("drwx") and line.endswith("end") for line in text.splitlines())


def test_pages_are_neither_torn_nor_half_empty(tmp_path: Path) -> None:
    """Two pictures fit on a page of their own; a long text begins below its title and goes on overleaf."""
    pictures = {number: mark(PICTURE, None, None, tmp_path / f"{number}.jpg") for number in range(1, 8)}
    steps = tuple(a_step(number, f"Click {number}", kind=Kind.CLICK, label=str(number)) for number in range(1, 8))
    found = opened(a_guide(titles=(), steps=steps), tmp_path, pictures)
    assert [len(page.images) for page in found.pages] == [1, 2, 2, 2]
    output = tuple(f"line {number}" for number in range(24))
    commands = tuple(
        a_step(number, f"Run `{number}`", kind=Kind.COMMAND, label=str(number), lines=output) for number in range(1, 8)
    )
    found = opened(a_guide(titles=(), steps=commands), tmp_path, pictures)
    assert len(found.pages) <= 6
    for page in found.pages[:-1]:
        last = page.extract_text().splitlines()[-2:]
        assert not any(line.startswith(tuple(f"{number}. Run" for number in range(1, 8))) for line in last)
