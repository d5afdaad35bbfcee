"""Which copies stay for who reads a recording while it is made; what asks for it is tried with the reading itself."""

from app.services.uploads.reading_along import MOST_BEHIND, is_needed


def test_copies_stay_until_they_were_read() -> None:
    assert is_needed(stop=500, cursor=600, needed=400)
    assert not is_needed(stop=400, cursor=600, needed=400)


def test_a_reader_that_is_far_behind_or_none_keeps_no_copies() -> None:
    """What is held of the object store stays bounded, also where no worker reads."""
    assert not is_needed(stop=500, cursor=500 + MOST_BEHIND, needed=400)
    assert not is_needed(stop=500, cursor=600, needed=None)
