"""What is played of a file with several tracks is what people mean by it."""

import pytest

from app.domain.uploads.containers import Container
from app.domain.uploads.track_choice import Candidate, Choice, choose

FILM, COVER = Candidate(0, "h264", 1280 * 720), Candidate(0, "mjpeg", 600 * 600, is_aside=True)


def sound(
    index: int, codec: str = "aac", channels: int = 2, is_default: bool = False, is_aside: bool = False
) -> Candidate:
    return Candidate(index, codec, channels, is_default, is_aside)


@pytest.mark.parametrize(
    ("sounds", "wanted"),
    [
        ([], None),
        ([sound(1), sound(2)], 1),
        ([sound(1), sound(2, is_default=True)], 2),
        # What nobody can decode is passed over, whatever its flags say.
        ([sound(1, "dts", 6), sound(2)], 2),
        ([sound(1, "dts", 6, is_default=True), sound(2)], 2),
        ([sound(1, "dts", 6)], 1),
        # Without any flag there is most in the one with the most channels; a flag counts more.
        ([sound(1), sound(2, channels=6)], 2),
        ([sound(1, is_default=True), sound(2, channels=6)], 1),
        # A commentary or a description is the last resort, even by default.
        ([sound(1, is_default=True, is_aside=True), sound(2)], 2),
        ([sound(1, is_aside=True)], 1),
    ],
)
def test_the_sound_of_a_film(sounds: list[Candidate], wanted: int | None) -> None:
    assert choose([FILM], sounds, Container.MATROSKA) == Choice(0, wanted)


@pytest.mark.parametrize(
    ("pictures", "wanted"),
    [
        ([COVER], None),
        ([COVER, Candidate(1, "h264", 100)], 1),
        # JPEGs are films in some containers only.
        ([Candidate(0, "mjpeg", 900), Candidate(1, "h264", 100, is_default=True)], 1),
        ([Candidate(0, "mjpeg", 900, is_default=True), Candidate(1, "h264", 100)], 1),
        ([Candidate(0, "h264", 100), Candidate(1, "h264", 900)], 1),
        ([Candidate(0, "h264", 100, is_default=True), Candidate(1, "h264", 900)], 0),
        # Its name can be said.
        ([Candidate(0, "wmv3", 100)], 0),
    ],
)
def test_the_picture(pictures: list[Candidate], wanted: int | None) -> None:
    assert choose(pictures, [], Container.MP4).picture == wanted


def test_a_sound_that_nobody_can_decode_is_named_where_there_is_nothing_else() -> None:
    assert choose([], [sound(0, "dts")], Container.MATROSKA) == Choice(None, 0)
    assert choose([COVER], [sound(1, "dts")], Container.MATROSKA) == Choice(None, 1)
