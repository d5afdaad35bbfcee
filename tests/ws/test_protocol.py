"""The messages of the upload socket."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.multitrack import RecorderEnd
from app.ws import protocol
from app.ws.protocol import Abort, Finish, ProtocolError, decode

offsets = st.integers(0, 2**63 - 1)
names = st.text(max_size=5) | st.sampled_from(["type", "size"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@given(offsets)
def test_finish_carries_its_size(size: int) -> None:
    assert decode(json.dumps({"type": "finish", "size": size})) == Finish(size)


@pytest.mark.parametrize(
    ("said", "understood"),
    [("1790000000.25", 1790000000.25), ("1790000000", 1790000000.0), ("0", 0.0)]
    + [(text, None) for text in ("-1", "1e300", "NaN", "Infinity", "true", '"soon"', "null", "[]", "9" * 400)],
    ids=lambda value: str(value)[:12],
)
def test_when_a_recorder_was_stopped_is_a_time_or_not_said(said: str, understood: float | None) -> None:
    text = f'{{"type":"finish","size":1,"stopped_at":{said}}}'
    assert decode(text) == Finish(1, RecorderEnd(understood))


@pytest.mark.parametrize(
    ("said", "understood"),
    [("[1790000000.25, 1790000009]", (1790000000.25, 1790000009.0)), ("[]", ())]
    + [(text, ()) for text in ("[1, null]", "[1, -1]", '{"0": 1}', "7", '"[1]"', f"[{'1,' * 64}1]")],
    ids=lambda value: str(value)[:12],
)
def test_when_it_was_started_again_is_times_or_not_said(said: str, understood: tuple[float, ...]) -> None:
    assert decode(f'{{"type":"finish","size":1,"take_starts":{said}}}') == Finish(1, RecorderEnd(None, understood))


def test_abort_is_understood_with_whatever_else_it_carries() -> None:
    assert decode('{"type":"abort"}') == Abort()
    assert decode('{"type":"abort","why":"wrong window"}') == Abort()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "{",
        "null",
        "[]",
        "5",
        '"finish"',
        "{}",
        '{"type":null}',
        '{"type":"FINISH","size":1}',
        '{"type":"start"}',
        '{"type":["abort"]}',
        '{"size":5}',
        "[" * 100_000,
        '{"type":' * 20_000,
    ],
    ids=lambda text: text[:20] or "nothing",
)
def test_what_is_no_message_is_refused(text: str) -> None:
    with pytest.raises(ProtocolError):
        decode(text)


@pytest.mark.parametrize(
    "size", ["-1", "1.0", "1.5", '"5"', "true", "false", "null", "[]", "{}", "NaN", "1e3", "1e999"]
)
def test_finish_needs_a_whole_number_of_bytes(size: str) -> None:
    with pytest.raises(ProtocolError, match="size"):
        decode(f'{{"type":"finish","size":{size}}}')


def test_finish_without_a_size_is_refused() -> None:
    with pytest.raises(ProtocolError, match="size"):
        decode('{"type":"finish"}')


@given(st.text() | json_values.map(json.dumps))
def test_no_text_breaks_the_decoder(text: str) -> None:
    """Invariant 8: whatever comes is a message or a ProtocolError, nothing else."""
    try:
        message = decode(text)
    except ProtocolError:
        return
    assert isinstance(message, Finish | Abort)


@given(offset=offsets, stored=offsets)
def test_what_the_server_says_is_compact_json(offset: int, stored: int) -> None:
    assert json.loads(protocol.ready(offset, stored, 100)) == {
        "type": "ready",
        "offset": offset,
        "stored": stored,
        "window": 4,
        "max_chunk": 100,
    }
    assert protocol.ack(offset) == f'{{"type":"ack","offset":{offset}}}'
    assert protocol.stored(stored) == f'{{"type":"stored","offset":{stored}}}'


def test_finished_names_the_status_and_the_url() -> None:
    assert json.loads(protocol.finished("processing", "https://x/y")) == {
        "type": "finished",
        "status": "processing",
        "playback_url": "https://x/y",
    }
    assert json.loads(protocol.finished("aborted", None))["playback_url"] is None


def test_an_error_says_where_to_go_on_only_if_there_is_such_a_place() -> None:
    assert json.loads(protocol.error("incomplete", "Wait.", 0)) == {
        "type": "error",
        "code": "incomplete",
        "message": "Wait.",
        "offset": 0,
    }
    assert "offset" not in json.loads(protocol.error("empty_chunk", "Empty."))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("not_authenticated", 4401),
        ("token_expired", 4401),
        ("forbidden", 4403),
        ("not_found", 4404),
        ("aborted", 4404),
        ("already_finished", 4404),
        ("superseded", 4409),
        ("chunk_too_large", 4413),
        ("recording_too_large", 4413),
        ("spool_full", 1011),
        ("anything_else", 4400),
    ],
)
def test_close_codes_are_those_of_the_contract(error: str, code: int) -> None:
    assert protocol.close_code(error) == code
