"""What is kept between two turns comes back as it was, and nothing else does."""

import pytest

from app.domain.webm import WebmIndexer
from app.media.look import Look
from app.services.documents.along_progress import Facts, Progress, unpacked
from tests.services.recorded import GUIDE


def known() -> Progress:
    index = WebmIndexer()
    index.push(GUIDE.read_bytes()[:60_000])
    return Progress(index, b"head", Facts(0, 1280, 720, Look(matrix="smpte170m", is_tagged=False)))


def test_it_comes_back_as_it_was() -> None:
    before = known()
    after = unpacked(before.packed("one"), "one")
    assert (after.head, after.facts, after.watch.samples) == (before.head, before.facts, 0)
    assert after.index.result() == before.index.result()


def test_another_save_is_not_taken_for_it() -> None:
    """Of two workers one may have written into the object that the other's row names."""
    content = known().packed("one")
    for broken, name in ((content, "other"), (content[:-1], "one"), (b"", "one"), (content[:30], "one")):
        with pytest.raises(ValueError):
            unpacked(broken, name)
