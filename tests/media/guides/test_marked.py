"""Pictures as readers see them: cropped, boxed, with the pointer, measured in the pixels."""

from pathlib import Path

import numpy as np
import pytest

from app.domain.documents.words import Box
from app.media.guides.marked import Shown, mark
from app.media.pictures import BadPicture, Pixels, decode_colour, encode_jpeg

GREY = encode_jpeg(np.full((720, 1280, 3), 128, np.uint8))


def shown(path: Path, target: Box | None = None, pointer: tuple[float, float] | None = None) -> tuple[Shown, Pixels]:
    found = mark(GREY, target, pointer, path / "a.jpg")
    return found, decode_colour(found.path.read_bytes())


def reds(picture: Pixels) -> np.ndarray:
    """Where the frame is: much more red than green."""
    return picture[:, :, 2].astype(int) - picture[:, :, 1] > 60


def test_without_a_place_it_is_the_whole_picture_as_it_was(tmp_path: Path) -> None:
    found, picture = shown(tmp_path)
    assert (found.width, found.height) == (1280, 720) and picture.shape == (720, 1280, 3)
    assert int(picture.max()) - int(picture.min()) < 8


def test_what_was_pressed_is_boxed_in_the_middle_of_half_the_picture(tmp_path: Path) -> None:
    found, picture = shown(tmp_path, Box(0.48, 0.48, 0.04, 0.04))
    assert (found.width, found.height) == (640, 360)
    rows, columns = np.nonzero(reds(picture))
    # The button is 51 x 29 pixels in the middle, with a little room around it.
    assert columns.min() == pytest.approx(320 - 26 - 4, abs=3) and columns.max() == pytest.approx(320 + 26 + 4, abs=3)
    assert rows.min() == pytest.approx(180 - 14 - 4, abs=3) and rows.max() == pytest.approx(180 + 14 + 4, abs=3)
    # What is in it can still be read.
    assert not reds(picture)[180, 320]


def test_the_pointer_is_black_in_white_with_its_point_where_it_was(tmp_path: Path) -> None:
    _, picture = shown(tmp_path, Box(0.48, 0.48, 0.04, 0.04), (0.5, 0.5))
    around = picture[175:205, 315:345]
    assert around.max() > 220 and around.min() < 50
    assert np.argwhere(picture.max(axis=2) < 60).min(axis=0) == pytest.approx((180, 320), abs=5)


def test_places_beyond_the_edge_are_drawn_as_far_as_they_are_within(tmp_path: Path) -> None:
    found, picture = shown(tmp_path, Box(0.99, 0.99, 0.01, 0.01), (1.0, 1.0))
    assert picture.shape[:2] == (found.height, found.width) == (360, 640)
    assert reds(picture).any()
    shown(tmp_path, Box(0, 0, 1, 1), (0, 0))
    shown(tmp_path, Box(0.5, 0.5, 0, 0))


def test_a_picture_keeps_its_shape_within_what_there_is() -> None:
    assert Shown(Path("a"), 1600, 900).fitted(170, 110) == pytest.approx((170, 95.6), abs=0.1)
    assert Shown(Path("a"), 900, 1600).fitted(170, 110) == pytest.approx((61.9, 110), abs=0.1)


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPicture):
        mark(b"not a picture", None, None, tmp_path / "a.jpg")
