"""Small work on still pictures: writing, scaling and comparing JPEGs."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.playback.storyboard import Storyboard

Pixels = NDArray[np.uint8]

# Left, top, width and height as shares of the picture.
Region = tuple[float, float, float, float]

# Of what is made unreadable so many patches are left across and down: fewer than a word has letters.
_PATCHES = 3

_READABLE = 90
_SHOWN = 82
_SMALL = 75


class BadPicture(ValueError):
    """The bytes are no picture that can be read."""


def encode_jpeg(picture: NDArray[Any], quality: int = _READABLE) -> bytes:
    """A BGR or grey picture as JPEG; at the usual quality small text stays readable."""
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise BadPicture("the picture cannot be written as JPEG")
    return data.tobytes()


def decode_grey(data: bytes) -> Pixels:
    """The picture's luma, height x width. Raises BadPicture."""
    return _decoded(data, cv2.IMREAD_GRAYSCALE)


def decode_colour(data: bytes) -> Pixels:
    """The picture, height x width x BGR. Raises BadPicture."""
    return _decoded(data, cv2.IMREAD_COLOR)


def fit_jpeg(data: bytes, longest: int) -> bytes:
    """The picture as a JPEG to be looked at, its longer side at most `longest` pixels. Raises BadPicture."""
    picture = decode_colour(data)
    height, width = picture.shape[:2]
    factor = min(1.0, longest / max(width, height))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    scaled = cv2.resize(picture, size, interpolation=cv2.INTER_AREA) if factor < 1 else picture
    return encode_jpeg(scaled, _SHOWN)


def blurred(data: bytes, regions: Iterable[Region]) -> bytes:
    """The picture as a JPEG in which nothing can be read within the regions any more. Raises BadPicture.

    1. A region becomes a few patches of its mean colours, so that of letters nothing is left: a mosaic fine enough to
       keep their shapes can be read by trying.
    2. Made large again it is smooth, which looks like what it is.
    3. All of it is written anew as JPEG, so that no block of the old one is left.
    """
    picture = _decoded(data, cv2.IMREAD_COLOR)
    height, width = picture.shape[:2]
    for left, top, across, down in regions:
        x, y = max(0, math.floor(left * width)), max(0, math.floor(top * height))
        part = picture[y : math.ceil((top + down) * height), x : math.ceil((left + across) * width)]
        if part.size:
            size = part.shape[1], part.shape[0]
            patches = cv2.resize(part, (min(_PATCHES, size[0]), min(_PATCHES, size[1])), interpolation=cv2.INTER_AREA)
            part[:] = cv2.resize(patches, size, interpolation=cv2.INTER_LINEAR)
    return encode_jpeg(picture, _SHOWN)


def sheets(pictures: Iterable[bytes], board: Storyboard) -> Iterator[tuple[bytes, int]]:
    """Raw I420 pictures laid out as the storyboard says: JPEGs, and how many pictures each holds; one at a time."""
    sheet, held = _blank(board), 0
    for picture in pictures:
        left, top = board.box(held)
        planes = np.frombuffer(picture, np.uint8).reshape(board.height * 3 // 2, board.width)
        sheet[top : top + board.height, left : left + board.width] = cv2.cvtColor(planes, cv2.COLOR_YUV2BGR_I420)
        held += 1
        if held == board.a_sheet:
            yield encode_jpeg(sheet, _SMALL), held
            sheet, held = _blank(board), 0
    if held:
        yield encode_jpeg(sheet[: board.rows_of(held) * board.height], _SMALL), held


def _blank(board: Storyboard) -> Pixels:
    return np.zeros((board.rows * board.height, board.columns * board.width, 3), np.uint8)


def liveliness(data: bytes) -> float:
    """How much there is to see: the spread of luma, 0 for a black or blank frame. Raises BadPicture."""
    return float(decode_grey(data).std())


def _decoded(data: bytes, mode: int) -> Pixels:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), mode) if data else None
    if picture is None:
        raise BadPicture("not a picture")
    return np.asarray(picture, np.uint8)
