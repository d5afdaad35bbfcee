"""A guide as DOCX, opened again by python-docx, and its XML by a parser that knows nothing of it."""

from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import numpy as np
from docx import Document

from app.media.guides.marked import mark
from app.media.guides.word import write
from app.media.pictures import encode_jpeg
from tests.domain.documents.exports.examples import HOSTILE, PROSE, READ, a_guide, a_step, a_usual_guide

PICTURE = encode_jpeg(np.full((1600, 900, 3), 200, np.uint8))


def test_text_stays_text(tmp_path: Path) -> None:
    write(a_guide(), {}, tmp_path / "guide.docx")
    paragraphs = Document(str(tmp_path / "guide.docx")).paragraphs
    titles = [each.text for each in paragraphs if each.style and each.style.name == "Heading 2"]
    plain = [each.replace("`", "") for each in HOSTILE]
    assert [each.replace("`", "") for each in titles] == [f"{n}. {each}" for n, each in enumerate(plain, 1)]
    assert paragraphs[0].text == HOSTILE[0]


def test_it_has_pictures_with_words_and_says_what_it_is(tmp_path: Path) -> None:
    guide = a_usual_guide("de")
    picture = mark(PICTURE, None, None, tmp_path / "3.jpg")
    path = tmp_path / "guide.docx"
    write(guide, {3: picture}, path)
    found = Document(str(path))
    assert (found.core_properties.title, found.core_properties.language) == (guide.title, "de-DE")
    assert [round(shape.height.cm, 1) for shape in found.inline_shapes] == [10.0]
    assert [p.text for p in found.paragraphs if p.style and p.style.name == "List Bullet"] == ["Faster", "Safer"]
    assert "INFO Running upgrade\nINFO Done" in [each.text for each in found.paragraphs]
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    told = [each.get("descr") for each in root.iter() if each.tag.endswith("}docPr")]
    assert told == ["Bild zu Schritt 3: Click Save"]


def test_what_a_person_wrote_is_set_as_such(tmp_path: Path) -> None:
    write(a_guide(titles=(), steps=(a_step(1, "Save", prose=PROSE),)), {}, tmp_path / "guide.docx")
    paragraphs = Document(str(tmp_path / "guide.docx")).paragraphs[4:]
    assert [each.text for each in paragraphs] == [*READ[:3], f"3. {READ[3]}", READ[4]]
    first, link = paragraphs[0], paragraphs[1].hyperlinks
    assert [run.text for run in first.runs if run.bold] == ["open ", "the", " list"]
    assert [(each.text, each.url) for each in link] == [("the manual", "https://example.org/a?b=1&c=2")]
