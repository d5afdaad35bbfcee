"""What is written is the object, part by part; what is not finished is nothing."""

import pytest

from app.storage.object_writer import writing
from app.storage.s3 import ObjectStore
from tests.support.recordings import PART, content

KEY = "exports/a/b.zip"


def test_what_is_written_is_the_object(store: ObjectStore) -> None:
    data = content(2 * PART + 12_345)
    with writing(store, KEY, "application/zip", PART) as file:
        for start in range(0, len(data), 1_000_003):
            assert file.write(data[start : start + 1_000_003])
            # Invariant 3: what waits is less than a part.
            assert len(file._waiting) < PART
        assert file.size == len(data)
    head = store.head(KEY)
    assert head and head.content_type == "application/zip" and store.get(KEY) == data


def test_nothing_is_an_object_too(store: ObjectStore) -> None:
    with writing(store, KEY, "application/zip", PART):
        pass
    assert store.get(KEY) == b""


def test_who_fails_leaves_nothing(store: ObjectStore) -> None:
    with pytest.raises(RuntimeError), writing(store, KEY, "application/zip", PART) as file:
        file.write(content(PART + 1))
        raise RuntimeError("in the middle")
    assert (store.head(KEY), list(store.open_multiparts())) == (None, [])
