"""Reads a form with a file from front to back as it arrives: a block in memory, nothing on disk."""

import sys
from collections.abc import Iterator
from typing import NoReturn

from flask import Request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Epilogue, Event, Field, File, MultipartDecoder, NeedData

from app.errors import VideoFlowError

BLOCK_BYTES = 256 * 1024
# What of a form is not its file: a title, a description, their headers.
_MOST_FIELD_BYTES = 64 * 1024
_MOST_PARTS = 20
# The decoder holds back what may be the beginning of a boundary: never more than this beside a block.
_MOST_BUFFERED = BLOCK_BYTES + _MOST_FIELD_BYTES
FILE_FIELD = "file"


class _Decoder(MultipartDecoder):
    """The same, for programs whose file names are not UTF-8: those write them as Windows does in the west."""

    def _parse_headers(self, data: bytes | bytearray) -> Headers:
        try:
            bytes(data).decode()
        except UnicodeDecodeError:
            data = bytes(data).decode("cp1252", "replace").encode()
        return super()._parse_headers(data)


class FileForm:
    """One request's form with one file. `fields` has what came so far; `file_name` is as it was sent.

    Read it once: `open`, then `blocks` to the end. Both raise VideoFlowError `invalid_form` (400), `open` also
    `missing_file` (400).
    """

    def __init__(
        self, request: Request, file_field: str = FILE_FIELD, most_field_bytes: int = _MOST_FIELD_BYTES
    ) -> None:
        self._file_field, self._most_field_bytes = file_field, most_field_bytes
        boundary = request.mimetype_params.get("boundary", "")
        if request.mimetype != "multipart/form-data" or not boundary.isascii() or not boundary:
            _refuse("The body is not a multipart form.")
        # The service counts what comes; the limit that is in force otherwise is meant for a chunk.
        request.max_content_length = sys.maxsize
        self._stream = request.stream
        self._decoder = _Decoder(boundary.encode(), _MOST_BUFFERED, max_parts=_MOST_PARTS)
        self._events = self._read()
        self.fields: dict[str, str] = {}
        self.file_name: str | None = None

    def open(self) -> None:
        """Reads as far as the file begins."""
        for event in self._events:
            if isinstance(event, File) and event.name == self._file_field:
                self.file_name = event.filename
                return
            self._keep(event)
        raise VideoFlowError("missing_file", f"The form has no field named {self._file_field}.")

    def blocks(self) -> Iterator[bytes]:
        """The file's bytes; after the last one also every field that came behind it is known."""
        for event in self._events:
            if not isinstance(event, Data):
                break
            if event.data:
                yield event.data
            if not event.more_data:
                break
        for event in self._events:
            self._keep(event)

    def _keep(self, event: Event) -> None:
        if isinstance(event, File):
            _refuse(f"The form has another file than the one field named {self._file_field}.")
        if isinstance(event, Field):
            self.fields[event.name or ""] = self._text()

    def _text(self) -> str:
        value = bytearray()
        for event in self._events:
            if isinstance(event, Data):
                value += event.data
                if len(value) > self._most_field_bytes:
                    _refuse("A field of the form is too long.")
                if not event.more_data:
                    break
        try:
            return value.decode()
        except UnicodeDecodeError:
            _refuse("A field of the form is not UTF-8.")

    def _read(self) -> Iterator[Event]:
        try:
            while True:
                event = self._decoder.next_event()
                if isinstance(event, NeedData):
                    self._decoder.receive_data(self._stream.read(BLOCK_BYTES) or None)
                    continue
                yield event
                if isinstance(event, Epilogue):
                    return
        except (ValueError, RequestEntityTooLarge, OSError):
            # Also where the connection breaks: then nobody reads the answer.
            _refuse("The form is broken, or it broke off.")


def _refuse(message: str) -> NoReturn:
    raise VideoFlowError("invalid_form", message)
