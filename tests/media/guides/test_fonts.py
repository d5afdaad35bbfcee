"""The typeface of this machine; without one that is said."""

from pathlib import Path

import pytest

from app.media.guides.fonts import NoFonts, fonts


def test_this_machine_has_one() -> None:
    found = fonts()
    assert found.regular.is_file() and found.bold.is_file() and found.mono.is_file()


def test_regular_letters_stand_for_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(NoFonts, match="fonts-dejavu"):
        fonts([tmp_path])
    (tmp_path / "DejaVuSans.ttf").touch()
    assert fonts([tmp_path]).bold == tmp_path / "DejaVuSans.ttf"
