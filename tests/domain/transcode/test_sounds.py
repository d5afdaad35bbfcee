"""Sounds have names that playlists and menus can tell apart."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.transcode.sounds import labels, named


def test_the_sound_that_is_played_has_the_name_it_always_had() -> None:
    assert named(0) == []
    assert named(3) == ["audio", "audio-2", "audio-3"]


def test_a_sound_is_called_by_its_title_or_its_language_or_its_place() -> None:
    said = [("Director", "en"), (None, "de"), (None, "de"), (None, None), ("", "")]
    assert labels(said) == ["Director", "de", "de (3)", "Sound 4", "Sound 5"]


@given(st.lists(st.tuples(st.none() | st.text(max_size=4), st.none() | st.text(max_size=4)), max_size=8))
def test_no_two_are_called_alike_and_none_ends_its_attribute(said: list[tuple[str | None, str | None]]) -> None:
    found = labels(said)
    assert len(set(found)) == len(said)
    assert not any('"' in label for label in found)
