"""A form is read as it comes: whatever pieces the network makes of it, it says the same."""

from io import BytesIO

import pytest
from flask import Flask, Request
from hypothesis import given, settings
from hypothesis import strategies as st

from app.api.files.forms import BLOCK_BYTES, FileForm
from app.errors import VideoFlowError
from tests.support.forms import BOUNDARY, END, part

flask = Flask(__name__)


class Dripping(BytesIO):
    """A connection that brings a few bytes at a time."""

    def __init__(self, data: bytes, most: int) -> None:
        super().__init__(data)
        self._most = most
        self.largest = 0

    def read(self, size: int | None = -1) -> bytes:
        asked = self._most if size is None or size < 0 else min(size, self._most)
        self.largest = max(self.largest, asked)
        return super().read(asked)


def form_of(body: bytes, most: int = BLOCK_BYTES, content_type: str | None = None) -> FileForm:
    kind = content_type or f"multipart/form-data; boundary={BOUNDARY}"
    with flask.test_request_context(
        method="POST", input_stream=Dripping(body, most), content_type=kind, content_length=len(body)
    ) as context:
        request: Request = context.request
        return FileForm(request)


def read(form: FileForm) -> tuple[str | None, bytes, dict[str, str]]:
    """The file's name, its bytes, and the other fields."""
    form.open()
    data = b"".join(form.blocks())
    return form.file_name, data, form.fields


@given(st.binary(max_size=3000), st.text(st.characters(codec="utf-8"), max_size=50), st.integers(1, 200), st.booleans())
@settings(max_examples=25, deadline=None)
def test_pieces_make_no_difference(data: bytes, title: str, most: int, before: bool) -> None:
    field, file = part("title", title.encode()), part("file", data, "clip.mp4")
    body = (field + file if before else file + field) + END
    assert read(form_of(body, most)) == ("clip.mp4", data, {"title": title})


def test_a_name_in_the_letters_of_old_windows_is_taken() -> None:
    head = 'Content-Disposition: form-data; name="file"; filename="Grüße – 1.mp4"'.encode("cp1252")
    body = b"--" + BOUNDARY.encode() + b"\r\n" + head + b"\r\nContent-Type: video/mp4\r\n\r\nbytes\r\n" + END
    assert read(form_of(body)) == ("Grüße – 1.mp4", b"bytes", {})
    # Also where these letters have holes.
    assert read(form_of(body.replace(b"\xfc", b"\x81")))[1] == b"bytes"


def test_what_looks_like_a_boundary_is_the_files() -> None:
    data = f"\r\n--{BOUNDARY[:-1]}\r\n--{BOUNDARY}x".encode()
    assert read(form_of(part("file", data, "a") + END))[1] == data


def test_a_file_larger_than_a_chunk_passes_in_blocks() -> None:
    form = form_of(part("file", bytes(5 * BLOCK_BYTES), "a") + END)
    form.open()
    sizes = [len(block) for block in form.blocks()]
    assert sum(sizes) == 5 * BLOCK_BYTES
    assert max(sizes) <= 2 * BLOCK_BYTES


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (END, "missing_file"),
        (part("title", b"a") + END, "missing_file"),
        (part("other", b"bytes", "a") + END, "invalid_form"),
        (part("file", b"bytes", "a") + part("file", b"more", "b") + END, "invalid_form"),
        (part("title", b"\xff") + part("file", b"bytes", "a") + END, "invalid_form"),
        (part("title", bytes(100_000)) + part("file", b"bytes", "a") + END, "invalid_form"),
        (part("file", b"bytes", "a"), "invalid_form"),
        (b"".join(part(f"field{number}", b"a") for number in range(40)) + END, "invalid_form"),
    ],
    ids=["nothing", "no file", "another file", "two files", "no text", "a long text", "broken off", "many fields"],
)
def test_what_is_wrong_is_said(body: bytes, code: str) -> None:
    with pytest.raises(VideoFlowError) as caught:
        read(form_of(body))
    assert (caught.value.code, caught.value.http_status) == (code, 400)


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", "multipart/form-data; boundary=\xfc"])
def test_what_is_no_form_is_refused_before_it_is_read(kind: str) -> None:
    with pytest.raises(VideoFlowError) as caught:
        form_of(b"{}", content_type=kind)
    assert caught.value.code == "invalid_form"
