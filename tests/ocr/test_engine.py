"""Tesseract reads screens, light and dark, and its faults are ours to retry."""

import os
from pathlib import Path

import numpy as np
import pytest

from app.domain.documents.reading_order import read_lines
from app.errors import VideoFlowError
from app.media import process
from app.media.pictures import decode_grey
from app.ocr.engine import Pixels, TesseractEngine, words_from
from tests.media.making import MEDIA


def still(seconds: float) -> Pixels:
    """What guide.webm shows at that time."""
    argv = ["ffmpeg", "-v", "error", "-ss", str(seconds), "-i", str(MEDIA / "guide.webm"), "-frames:v", "1"]
    return decode_grey(process.run([*argv, "-f", "image2pipe", "-c:v", "png", "-"], process.Limits(30)))


def lines(picture: Pixels) -> list[str]:
    return [line.text for line in read_lines(TesseractEngine().read(picture))]


def test_one_thread_a_picture() -> None:
    assert os.environ["OMP_THREAD_LIMIT"] == "1"


def test_a_page_is_read_in_order() -> None:
    assert lines(still(6)) == [
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


@pytest.mark.parametrize("inverted", [False, True], ids=["dark", "light"])
def test_dark_and_light_screens_read_the_same(inverted: bool) -> None:
    picture = np.asarray(255 - still(26), np.uint8) if inverted else still(26)
    assert lines(picture)[-3:] == [
        "Morgan enabled single sign-on for the workspace.",
        "Every administrator received a message about it.",
        "Entries are kept for two years.",
    ]


def test_boxes_are_where_the_words_are() -> None:
    heading = next(word for word in TesseractEngine().read(still(6)) if word.text == "settings")
    assert heading.box.left == pytest.approx(454, abs=4)
    assert heading.box.top == pytest.approx(51, abs=4)
    assert heading.size == pytest.approx(34, rel=0.1)


def test_a_blank_picture_says_nothing() -> None:
    assert TesseractEngine().read(np.full((200, 300), 255, np.uint8)) == []


def test_rows_without_a_word_are_passed_over() -> None:
    table = {"text": ["", " ", "Okta"], "conf": [-1, 95, 91.5], "left": [0, 1, 2], "top": [0, 1, 3]}
    (word,) = words_from({**table, "width": [0, 1, 4], "height": [0, 1, 5]})
    assert (word.text, word.confidence, word.box.left, word.box.height) == ("Okta", 91.5, 2, 5)


def test_a_language_that_is_not_there_is_a_fault_with_a_code() -> None:
    with pytest.raises(VideoFlowError) as caught:
        TesseractEngine("klingon").read(still(6))
    assert (caught.value.code, caught.value.retryable) == ("ocr_failed", True)


def test_a_missing_program_is_a_fault_with_a_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    picture = still(6)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VideoFlowError) as caught:
        TesseractEngine().read(picture)
    assert caught.value.code == "ocr_failed"
