"""An address of ours opens what it was made for, until it ends, and nothing else."""

from dataclasses import replace
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.playback.links import Link, read

SECRET = "s" * 40
LINK = Link("videos/a/download/b/c.mp4", 2_000_000_000, "video/mp4", "Über uns.mp4")


def parts(path: str) -> tuple[str, dict[str, str]]:
    key, _, query = path.partition("?")
    return unquote(key), dict(parse_qsl(query))


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)


@given(texts, st.integers(0, 10**11), st.none() | texts, st.none() | texts)
def test_what_was_signed_is_read_back(key: str, expires: int, kind: str | None, name: str | None) -> None:
    link = Link(key, expires, kind, name)
    path = link.path(SECRET)
    assert path.isascii() and path.count("?") == 1
    assert read(*parts(path), SECRET) == link


@pytest.mark.parametrize(
    "change",
    [
        {"key": "videos/b/download/b/c.mp4"},
        {"expires": LINK.expires + 1},
        {"content_type": "text/html"},
        {"filename": None},
    ],
)
def test_nothing_in_it_can_be_another(change: dict[str, object]) -> None:
    key, query = parts(replace(LINK, **change).path(SECRET))
    assert read(key, query | {"Signature": LINK.seal(SECRET)}, SECRET) is None
    assert read(key, query, "t" * 40) is None


@pytest.mark.parametrize(
    "query", [{}, {"Expires": "soon"}, {"Expires": "²"}, {"Expires": "9" * 40}, {"Signature": "ü"}]
)
def test_what_is_no_address_opens_nothing(query: dict[str, str]) -> None:
    assert read(LINK.key, query, SECRET) is None
