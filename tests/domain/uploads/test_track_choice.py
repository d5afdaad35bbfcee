"""What is played of a file with several tracks is what people mean by it."""

from dataclasses import replace

import pytest

from app.domain.uploads.containers import Container
from app.domain.uploads.track_choice import MOST_SOUNDS, Candidate, Choice, choose

FILM, COVER = Candidate(0, "h264", 1280 * 720), Candidate(0, "mjpeg", 600 * 600, is_aside=True)


def sound(
    index: int, codec: str = "aac", channels: int = 2, is_default: bool = False, is_aside: bool = False
) -> Candidate:
    return Candidate(index, codec, channels, is_default, is_aside)


def damaged(track: Candidate) -> Candidate:
    return replace(track, is_damaged=True)


@pytest.mark.parametrize(
    ("sounds", "wanted"),
    [
        ([], None),
        ([sound(1), sound(2)], 1),
        ([sound(1), sound(2, is_default=True)], 2),
        # What nobody can decode is passed over, whatever its flags say.
        ([sound(1, "dts", 6), sound(2)], 2),
        ([sound(1, "dts", 6, is_default=True), sound(2)], 2),
        ([sound(1, "dts", 6)], None),
        ([damaged(sound(1, is_default=True)), sound(2)], 2),
        # Without any flag there is most in the one with the most channels; a flag counts more.
        ([sound(1), sound(2, channels=6)], 2),
        ([sound(1, is_default=True), sound(2, channels=6)], 1),
        # A commentary or a description is the last resort, even by default.
        ([sound(1, is_default=True, is_aside=True), sound(2)], 2),
        ([sound(1, is_aside=True)], 1),
    ],
)
def test_the_sound_of_a_film(sounds: list[Candidate], wanted: int | None) -> None:
    found = choose([FILM], sounds, Container.MATROSKA)
    assert (found.picture, found.sound) == (0, wanted)


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
        ([Candidate(0, "wmv3", 100)], None),
        ([damaged(Candidate(0, "h264", 900)), Candidate(1, "h264", 100)], 1),
    ],
)
def test_the_picture(pictures: list[Candidate], wanted: int | None) -> None:
    assert choose(pictures, [], Container.MP4).picture == wanted


def test_what_cannot_be_decoded_is_missed_where_nothing_stands_for_it() -> None:
    film, unread = Candidate(0, "wmv3", 100), sound(2, "dts")
    assert choose([film], [sound(1), unread], Container.MATROSKA) == Choice(None, 1, (1,), (0, 2))
    assert choose([FILM, Candidate(3, "wmv3", 100)], [unread], Container.MATROSKA) == Choice(0, None, (), (2,))
    # A cover in a format that nobody knows is no film.
    assert choose([replace(COVER, codec="webp")], [sound(1)], Container.MATROSKA) == Choice(None, 1, (1,))
    assert choose([], [damaged(sound(1))], Container.MATROSKA) == Choice(None, None, (), (1,))


def test_one_may_choose_from_all_sounds_up_to_a_number() -> None:
    assert choose([FILM], [sound(2), sound(1)], Container.MP4).sounds == (2, 1)
    many = [sound(index, is_default=index == 20) for index in range(1, 30)]
    assert choose([FILM], many, Container.MP4).sounds == (*range(1, MOST_SOUNDS), 20)
