"""Reads everything that others get of a video again, by both engines."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import cv2
import numpy as np
import pytesseract
from sqlalchemy import select

from app.db.models import Rendition, Video
from app.db.unit_of_work import transaction
from app.ocr.choice import engine_of
from app.ocr.engine import Pixels
from app.storage import keys
from app.storage.s3 import get_store

# Pictures a second of a film that are looked at; of those that are alike one is read.
_RATE = 5
_ALIKE = 1.5
# Smaller pictures are read in this size, too, as a screen shows them.
_LEAST_WIDTH = 960


def texts(video_id: UUID) -> Iterator[tuple[str, str]]:
    """What kind of output, and what both engines read on each picture of it, without spaces and case."""
    with transaction() as work:
        video = work.get_one(Video, video_id)
        query = select(Rendition).where(Rendition.run_id == video.delivered_run_id, Rendition.kind == "video")
        rungs = list(work.scalars(query))
    for rung in rungs:
        yield from ((f"rung {rung.name}", text) for text in _read_objects(_segments(rung)))
    original = (video.original or {}).get("key")
    for key in get_store().list_keys(keys.video_prefix(video_id)):
        if key != original and key.endswith((".jpg", ".mp4")) and f"/{keys.HLS}/" not in key:
            yield from ((key.split("/")[2], text) for text in _read_objects([key]))


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
    for grey in _different(path):
        lines = engine.read(grey).lines
        plain: str = pytesseract.image_to_string(grey, lang="eng", config="--psm 11")
        yield squeezed(" ".join(line.text for line in lines) + " " + plain)


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
