"""What a download is called: by its title, on every file system, through every header."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import parse_options_header

from app.domain.playback.downloads import attachment, file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("How we ship", "How we ship.mp4"),
        ("Ökonomie – 日本", "Ökonomie – 日本.mp4"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j.mp4"),
        ("../../etc/passwd", "etc passwd.mp4"),
        ("line\r\nSet-Cookie: a=b", "line Set-Cookie a=b.mp4"),
        ("...", "video.mp4"),
        ("CON", "_CON.mp4"),
        ("nul.backup", "_nul.backup.mp4"),
        ("Console", "Console.mp4"),
        ("Bill\u202e4pm.exe", "Bill4pm.exe.mp4"),
        ("\u200b\u2060", "video.mp4"),
        ("", "video.mp4"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert file_name(title, "mp4") == name


def test_a_long_title_is_cut_between_characters() -> None:
    name = file_name("ü" * 300, "mp4")
    assert name == "ü" * 100 + ".mp4"


@given(st.text(max_size=300))
def test_every_title_goes_through_a_header_unharmed(title: str) -> None:
    """RFC 6266: one header line of ASCII; clients that know `filename*` get the very name."""
    name = file_name(title, "mp4")
    header = attachment(name)
    assert header.isascii() and header.isprintable()
    kind, options = parse_options_header(header)
    assert kind == "attachment"
    assert options["filename"] == name or unquote(header.rpartition("''")[2]) == name
    assert len(name.encode()) <= 204
