"""Stores what is written to it as it is written: one part in memory, however long the object becomes."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, RawIOBase
from typing import TYPE_CHECKING

from app.domain.uploads.parts import part_size
from app.storage.s3 import ObjectStore

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class ObjectWriter(RawIOBase):
    """A file that only grows. Made by `writing`. `size` is bytes written so far."""

    def __init__(self, store: ObjectStore, key: str, upload_id: str, part_bytes: int) -> None:
        super().__init__()
        self._store, self._key, self._upload_id, self._part_bytes = store, key, upload_id, part_bytes
        self._waiting = bytearray()
        self._parts: list[tuple[int, str]] = []
        self.size = 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Takes bytes, and stores every part that is full. Raises StorageError."""
        view = memoryview(data).cast("B")
        self._waiting += view
        self.size += len(view)
        while len(self._waiting) >= (size := part_size(len(self._parts) + 1, self._part_bytes)):
            self._send(size)
        return len(view)

    def finish(self) -> None:
        """Stores the rest, and makes the object. Raises StorageError."""
        if self._waiting or not self._parts:
            self._send(len(self._waiting))
        self._store.complete_multipart(self._key, self._upload_id, self._parts)

    def _send(self, size: int) -> None:
        number = len(self._parts) + 1
        part = BytesIO(self._waiting[:size])
        del self._waiting[:size]
        self._parts.append((number, self._store.upload_part(self._key, self._upload_id, number, part, size)))


@contextmanager
def writing(store: ObjectStore, key: str, content_type: str, part_bytes: int) -> Iterator[ObjectWriter]:
    """A file whose bytes are the object once the block ends; one that raises leaves nothing. Raises StorageError."""
    upload_id = store.create_multipart(key, content_type)
    try:
        writer = ObjectWriter(store, key, upload_id, part_bytes)
        yield writer
        writer.finish()
    except BaseException:
        store.abort_multipart(key, upload_id)
        raise
