"""Command lines that paint over parts of a recording."""

from fractions import Fraction
from pathlib import Path

from app.domain.documents.words import Box
from app.domain.redaction.covers import Cover
from app.domain.uploads.containers import Container
from app.media.hls import Source
from app.media.redacting import Redacted, args, even, graph

SOURCE = Source(Path("original"), Container.WEBM, 0, 1, 0.5)
MADE = Redacted(SOURCE, (1, 2), (1280, 720), Fraction(30), 90, 3.0, 4.0)


def test_a_cover_is_whole_pixels_outwards_and_stays_on_the_frame() -> None:
    filters = graph(MADE, [Cover(Box(0.1001, 0.5, 0.2, 0.03), 1.0, 2.5), Cover(Box(0.95, 0.9, 0.05, 0.1), 0.0, 9.0)])
    assert r"drawbox=x=128:y=360:w=258:h=22:color=0x3f3f46:t=fill:enable='between(t\,1.000\,2.500)'" in filters
    assert "x=1216:y=648:w=64:h=72" in filters


def test_nothing_shines_through() -> None:
    assert "@" not in graph(MADE, [Cover(Box(0.1, 0.5, 0.2, 0.03), 1.0, 2.5)])


def test_every_sound_is_kept() -> None:
    made = args(MADE, Path("graph"), Path("out.mp4"))
    assert [made[at + 1] for at, each in enumerate(made) if each == "-map"] == ["[v]", "[a0]", "[a1]"]
    assert "[0:2]" in graph(MADE, [])


def test_sizes_are_even() -> None:
    assert even(1279, 719) == (1278, 718) or even(1279, 719) == (1280, 720)
