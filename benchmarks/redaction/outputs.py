"""Reads everything that others get of a video again, by both engines."""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import cv2
import numpy as np
import pytesseract
from sqlalchemy import select

from app.db.models import DocumentStep, FrameText, Rendition, SearchLine, Video
from app.db.unit_of_work import transaction
from app.ocr.choice import engine_of
from app.ocr.engine import Pixels
from app.storage import keys
from app.storage.s3 import get_store

# Pictures a second of a film that are looked at; of those that are alike one is read. A line of text that comes or goes
# changes its block by more, and what a low rate does to a picture at each keyframe by less.
_RATE = 5
_ALIKE = 4.0
# Smaller pictures are read in this size, too, as a screen shows them.
_LEAST_WIDTH = 960
_WORDS = {
    "text on screen": FrameText.text,
    "lines of search": SearchLine.text,
    "titles of steps": DocumentStep.title,
    "texts of steps": DocumentStep.text,
}


def texts(video_id: UUID) -> Iterator[tuple[str, str]]:
    """What kind of output, and what both engines read on each picture of it, without spaces and case; and the words
    that the database has of the video.
    """
    with transaction() as work:
        video = work.get_one(Video, video_id)
        query = select(Rendition).where(Rendition.run_id == video.delivered_run_id, Rendition.kind == "video")
        rungs = list(work.scalars(query))
    yield from _written(video_id)
    for rung in rungs:
        yield from ((f"rung {rung.name}", text) for text in _read_objects(_segments(rung)))
    original = (video.original or {}).get("key")
    for key in get_store().list_keys(keys.video_prefix(video_id)):
        if key != original and key.endswith((".jpg", ".mp4")) and f"/{keys.HLS}/" not in key:
            yield from ((key.split("/")[2], text) for text in _read_objects([key]))


def _written(video_id: UUID) -> list[tuple[str, str]]:
    with transaction() as work:
        return [
            (kind, squeezed(text))
            for kind, column in _WORDS.items()
            for text in work.scalars(select(column).where(column.class_.video_id == video_id))
        ]


def _segments(rung: Rendition) -> list[str]:
    listed = rung.segments or {"init": "", "items": []}
    return [listed["init"], *(key for key, _ in listed["items"])]


def _read_objects(parts: list[str]) -> Iterator[str]:
    """What is read of the file that these objects make together."""
    with tempfile.NamedTemporaryFile() as file:
        for key in parts:
            file.write(get_store().get(key))
        file.flush()
        yield from _read(Path(file.name))


def _read(path: Path) -> Iterator[str]:
    engine = engine_of("ppocr", "en, de, fr")
    with ThreadPoolExecutor(1) as beside:
        for grey in _different(path):
            plain = beside.submit(_by_tesseract, grey)
            lines = engine.read(grey).lines
            yield squeezed(" ".join(line.text for line in lines) + " " + plain.result())


def _by_tesseract(grey: Pixels) -> str:
    text: str = pytesseract.image_to_string(grey, lang="eng", config="--psm 11")
    return text


def squeezed(text: str) -> str:
    """Letters and digits alone."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _different(path: Path) -> Iterator[Pixels]:
    """The pictures of a film, or the still, without those that look like the one before."""
    reader, last, number = cv2.VideoCapture(str(path)), None, 0
    every = max(1, round((reader.get(cv2.CAP_PROP_FPS) or 1) / _RATE))
    while (got := reader.read())[0]:
        number += 1
        if (number - 1) % every:
            continue
        grey = np.asarray(cv2.cvtColor(got[1], cv2.COLOR_BGR2GRAY), np.uint8)
        small = cv2.resize(grey, (320, 180), interpolation=cv2.INTER_AREA).astype(np.int16)
        if last is not None and _difference(small, last) < _ALIKE:
            continue
        last = small
        yield _as_shown(grey)


def _difference(one: np.ndarray, other: np.ndarray) -> float:
    """By the block that differs most: a line of text is a small part of a page."""
    return float(np.abs(one - other).reshape(9, 20, 16, 20).mean(axis=(1, 3)).max())


def _as_shown(grey: Pixels) -> Pixels:
    width = grey.shape[1]
    if width >= _LEAST_WIDTH:
        return grey
    factor = _LEAST_WIDTH / width
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)
