"""One reader stays warm beside a process; whatever becomes of it, the next picture is read."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import VideoFlowError
from app.media import confined
from app.ocr.reader import Reader, the_reader
from tests.ocr.written import ENGLISH, page

PAGE = page(ENGLISH)
# The least it does: a program that has loaded nothing answers at once.
BLANK = PAGE[:1, :1]


@pytest.fixture
def reader() -> Iterator[Reader]:
    one = Reader()
    yield one
    one.close()


def pid(reader: Reader) -> int:
    assert reader._companion is not None
    return reader._companion._process.pid


def test_it_stays_and_says_what_it_costs(reader: Reader) -> None:
    assert len(reader.ask("lines", PAGE)) == len(ENGLISH)
    before, spent = pid(reader), reader.processor
    assert len(reader.ask("lines", PAGE)) == len(ENGLISH)
    assert pid(reader) == before
    assert reader.processor > spent


def test_it_says_what_it_holds_itself_whatever_started_it(reader: Reader) -> None:
    ballast = bytearray(700 * 2**20)
    reader.ask("lines", PAGE)
    # What the networks alone may take of a machine: docs/operations.md says 600 MB.
    assert 100 * 2**20 < reader.memory < 600 * 2**20
    assert len(ballast) > reader.memory


def test_a_process_has_one() -> None:
    assert the_reader() is the_reader()


def test_one_that_was_killed_is_replaced_without_a_word(reader: Reader) -> None:
    reader.ask("installed", BLANK)
    before = pid(reader)
    os.killpg(before, signal.SIGKILL)
    assert "osd" in reader.ask("installed", BLANK)
    assert pid(reader) != before


def test_it_is_exchanged_after_so_many_pictures_and_when_it_has_grown() -> None:
    for reader in (Reader(pictures=2), Reader(most_held=1)):
        reader.ask("installed", BLANK)
        reader.ask("installed", BLANK)
        assert reader._companion is None


def test_a_picture_that_takes_too_long_is_a_fault_that_is_tried_again() -> None:
    hasty = Reader(patience=0.001)
    with pytest.raises(VideoFlowError) as caught:
        hasty.ask("installed", BLANK)
    assert (caught.value.code, caught.value.retryable) == ("ocr_failed", True)
    assert hasty._companion is None


@pytest.mark.parametrize("what", ["music", "words"])
def test_what_it_cannot_do_it_says_and_stays(reader: Reader, what: str) -> None:
    with pytest.raises(VideoFlowError) as caught:
        reader.ask(what, BLANK, "klingon")
    assert caught.value.code == "ocr_failed"
    assert "klingon" not in str(caught.value)
    before = pid(reader)
    reader.ask("installed", BLANK)
    assert pid(reader) == before


def test_it_runs_behind_walls_where_the_system_has_them(reader: Reader) -> None:
    reader.ask("installed", BLANK)
    command = Path(f"/proc/{pid(reader)}/cmdline").read_bytes().split(b"\0")
    assert (command[0] == b"bwrap") is confined.is_apart()
    assert b"-P" in command
