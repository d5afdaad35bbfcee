"""Whether a test has left something in its bucket: most have not, and listing it takes longer than they do."""

from collections.abc import Callable
from typing import Any

from app.storage import s3

# What makes an object, or the beginning of one that somebody else may go on with.
_MAKES = ("PutObject", "CreateMultipartUpload", "CopyObject")


class Traces:
    """Hears of everything that is made in the object store by clients of this process."""

    def __init__(self) -> None:
        # What there is at first nobody knows.
        self._made = True
        self._make_client: Callable[..., Any] = s3._client
        s3._client = self._watched_client

    def pop(self) -> bool:
        """Whether anything may have been made since this was last asked."""
        made, self._made = self._made, False
        return made

    def _watched_client(self, *arguments: Any) -> Any:
        client = self._make_client(*arguments)
        for operation in _MAKES:
            client.meta.events.register(f"provide-client-params.s3.{operation}", self._note)
        return client

    def _note(self, **_: Any) -> None:
        self._made = True
