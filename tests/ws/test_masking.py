"""Unmasking follows RFC 6455, section 5.3, whatever the sizes of the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wsproto import frame_protocol
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage

from app.ws.masking import FastMasker

KEYS = st.binary(min_size=4, max_size=4)


@given(KEYS, st.lists(st.binary(max_size=70), max_size=8))
def test_each_piece_goes_on_with_the_key_where_the_last_one_ended(key: bytes, pieces: list[bytes]) -> None:
    masker = FastMasker(key)
    whole = b"".join(pieces)
    expected = bytes(byte ^ key[index % 4] for index, byte in enumerate(whole))
    assert b"".join(bytes(masker.process(piece)) for piece in pieces) == expected


@pytest.mark.parametrize("size", [0, 1, 3, 4, 5, 65_535, 65_536, 1_000_003])
def test_masking_twice_gives_the_data_back(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    masked = FastMasker(b"\x01\x80\xff\x00").process(data[:size])
    assert bytes(FastMasker(b"\x01\x80\xff\x00").process(masked)) == data[:size]


def test_wsproto_reads_frames_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name we replace is the one it uses."""
    used: list[bytes] = []

    class Noting(FastMasker):
        def __init__(self, masking_key: bytes | bytearray) -> None:
            used.append(bytes(masking_key))
            super().__init__(masking_key)

    client, server = Connection(ConnectionType.CLIENT), Connection(ConnectionType.SERVER)
    sent = client.send(BytesMessage(b"a recording" * 1000))
    monkeypatch.setattr(frame_protocol, "XorMaskerSimple", Noting)
    server.receive_data(sent)
    received = b"".join(bytes(event.data) for event in server.events() if isinstance(event, BytesMessage))
    assert received == b"a recording" * 1000
    assert len(used) == 1
