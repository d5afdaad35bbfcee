"""Where the bytes of a recording are read from while it is made: this machine's spool, else the copies (docs/adr/0005).

Parts cannot be read before they are an object. The copies of what is no part any more stay for those who may watch.
"""

from uuid import UUID

from app.services.uploads import spilling
from app.storage.keys import Spilled
from app.storage.s3 import MissingObject, get_store
from app.storage.spool import get_spool


class NotHere(Exception):
    """These bytes cannot be read any more, or not yet."""


class Reader:
    """Reads one stream. Keeps the last copy it has fetched, a few MiB; not safe across threads."""

    def __init__(self, video_id: UUID, upload_id: UUID) -> None:
        self._video_id, self._upload_id = video_id, upload_id
        self._copy: tuple[Spilled, bytes] | None = None

    def end(self, spooled_here: bool, cursor: int) -> int:
        """Up to where bytes can be read now; `cursor` is how many are in parts."""
        if spooled_here:
            return get_spool().end(self._upload_id, cursor)
        return max((copy.stop for copy in spilling.copies(self._video_id, self._upload_id)), default=0)

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from `start` on, one at least, and none from `stop` on. Raises NotHere, and StorageError."""
        try:
            with get_spool().reader(self._upload_id, start, stop) as body:
                return body.read()
        except (FileNotFoundError, OSError):
            # Stored as a part, on another machine, or released while it was read.
            return self._copied(start, stop)

    def _copied(self, start: int, stop: int) -> bytes:
        if self._copy is None or not self._copy[0].start <= start < self._copy[0].stop:
            copies = spilling.copies(self._video_id, self._upload_id)
            copy = next((each for each in copies if each.start <= start < each.stop), None)
            if copy is None:
                raise NotHere(f"byte {start}")
            try:
                self._copy = copy, get_store().get(copy.key)
            except MissingObject as error:
                raise NotHere(f"byte {start}") from error
        copy, data = self._copy
        return data[start - copy.start : stop - copy.start]
