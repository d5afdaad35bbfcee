"""Both engines read screens, light and dark, in order and in place, and their faults are ours to retry."""

from collections.abc import Iterator

import numpy as np
import pytest

from app.domain.documents.scripts import Script
from app.errors import VideoFlowError
from app.media import process
from app.media.pictures import decode_grey
from app.ocr import tesseract
from app.ocr.choice import engine_of
from app.ocr.engine import Pixels
from app.ocr.lingual import Lingual
from app.ocr.reader import the_reader
from tests.media.making import MEDIA

ENGINES = ["ppocr", "tesseract"]


def still(seconds: float) -> Pixels:
    """What guide.webm shows at that time."""
    argv = ["ffmpeg", "-v", "error", "-ss", str(seconds), "-i", str(MEDIA / "guide.webm"), "-frames:v", "1"]
    return decode_grey(process.run([*argv, "-f", "image2pipe", "-c:v", "png", "-"], process.Limits(30)))


@pytest.fixture(scope="module")
def settings_page() -> Iterator[Pixels]:
    yield still(6)


@pytest.mark.parametrize("name", ENGINES)
def test_a_page_is_read_in_order(name: str, settings_page: Pixels) -> None:
    assert [line.text for line in engine_of(name, "en").read(settings_page).lines] == [
        "Acme Cloud",
        "Overview",
        "Members",
        "Security",
        "Billing",
        "Security settings",
        "Decide how people sign in to this workspace.",
        "Passwords expire after ninety days.",
        "Two-factor codes are required for administrators.",
        "Enable single sign-on",
    ]


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("inverted", [False, True], ids=["dark", "light"])
def test_dark_and_light_screens_read_the_same(name: str, inverted: bool) -> None:
    picture = np.asarray(255 - still(26), np.uint8) if inverted else still(26)
    assert [line.text for line in engine_of(name, "en").read(picture).lines][-3:] == [
        "Morgan enabled single sign-on for the workspace.",
        "Every administrator received a message about it.",
        "Entries are kept for two years.",
    ]


@pytest.mark.parametrize("name", ENGINES)
def test_boxes_are_where_the_words_are_and_sizes_those_of_the_type(name: str, settings_page: Pixels) -> None:
    words = [word for line in engine_of(name, "en").read(settings_page).lines for word in line.words]
    heading = next(word for word in words if word.text == "settings")
    assert heading.box.left == pytest.approx(454, abs=4)
    assert heading.box.top == pytest.approx(51, abs=4)
    assert heading.box.width == pytest.approx(153, abs=6)
    assert heading.size == pytest.approx(34, rel=0.1)


@pytest.mark.parametrize("name", ENGINES)
def test_a_blank_picture_says_nothing(name: str) -> None:
    reading = engine_of(name, "en").read(np.full((200, 300), 255, np.uint8))
    assert (reading.lines, reading.unread) == ((), ())


def test_a_language_that_is_not_there_is_a_fault_with_a_code(settings_page: Pixels) -> None:
    with pytest.raises(VideoFlowError) as caught:
        tesseract.read(the_reader(), settings_page, "klingon")
    assert (caught.value.code, caught.value.retryable) == ("ocr_failed", True)


def test_latin_is_read_as_english_where_none_of_its_languages_is_there(settings_page: Pixels) -> None:
    found = Lingual("tesseract", {Script.LATIN: "klingon"}).read(settings_page)
    assert found == engine_of("tesseract", "en").read(settings_page)
    assert found.lines
