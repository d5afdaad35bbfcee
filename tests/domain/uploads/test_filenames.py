"""A file's name is a label: short, visible, and never a path."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.uploads.filenames import LONGEST, clean, title_of


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("clip.mp4", "clip.mp4"),
        ("../../etc/passwd", "passwd"),
        ("C:\\films\\Holiday  2026.mov", "Holiday 2026.mov"),
        ("a\x00b\r\n.mp4", "ab.mp4"),
        ("gpj\u202e4pm.exe", "gpj4pm.exe"),
        ("Übung.mkv", "Übung.mkv"),
        ("", None),
        (None, None),
        ("..", None),
        ("films/", None),
        ("\u200b", None),
    ],
)
def test_clean(name: str | None, kept: str | None) -> None:
    assert clean(name) == kept


def test_a_long_name_keeps_its_ending() -> None:
    assert clean("x" * 500 + ".mp4") == "x" * (LONGEST - 4) + ".mp4"


@pytest.mark.parametrize(
    ("name", "title"),
    [("clip.mp4", "clip"), ("a.b.mov", "a.b"), (".mp4", ".mp4"), ("no ending", "no ending"), ("", None), (None, None)],
)
def test_title(name: str | None, title: str | None) -> None:
    assert title_of(name) == title


@given(st.text())
def test_nothing_dangerous_stays(name: str) -> None:
    kept = clean(name)
    if kept is not None:
        assert 0 < len(kept) <= LONGEST
        assert "/" not in kept and "\\" not in kept
        invisible = [each for each in kept if unicodedata.category(each) in ("Cc", "Cf", "Cs")]
        assert set(invisible) <= {"\u200c", "\u200d"}
        assert clean(kept) == kept
