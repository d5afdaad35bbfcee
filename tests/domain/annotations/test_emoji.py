"""One emoji is a reaction; words, several and markup are none."""

import pytest

from app.domain.annotations.emoji import is_emoji


@pytest.mark.parametrize("text", ["👍", "👍🏽", "❤️", "❤", "🇦🇹", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "✅", "🫶", "😀"])
def test_it_is(text: str) -> None:
    assert is_emoji(text)


@pytest.mark.parametrize(
    "text", ["", "a", "1", "12⃣", "👍👍" * 6, "<b>", "👍 ", "\u200d", "\ufe0f", "👍a", "né", "\x00"]
)
def test_it_is_none(text: str) -> None:
    assert not is_emoji(text)
