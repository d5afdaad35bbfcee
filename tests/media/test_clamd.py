"""The scanner's protocol, with a real clamd: what it finds, what is too large for it, and when it is away."""

import pickle
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.media import clamd
from app.media.clamd import Finding, ScannerAway, Verdict, read_answer
from scripts.stack import Stack
from tests.support.scanner import EICAR, FOUND, scanner

MIB = 1024 * 1024
CAMERA = (Path(__file__).parents[1] / "fixtures" / "media" / "chromium-camera-h264-opus.mp4").read_bytes()


@pytest.fixture
def address(services: Stack) -> str:
    """The scanner that the product has in tests."""
    return services.env["CLAMD"]


@pytest.mark.parametrize("data", [b"", b"hello", CAMERA], ids=["nothing", "text", "a video"])
def test_clean(address: str, data: bytes) -> None:
    assert clamd.scan(address, [data] if data else [], 30) == Finding(Verdict.CLEAN)


@pytest.mark.parametrize(
    "blocks",
    [
        [EICAR],
        [CAMERA[:60_000] + EICAR + CAMERA[60_000:]],
        [CAMERA, EICAR],
        [CAMERA, EICAR[:30], EICAR[30:], CAMERA],
    ],
    ids=["plain", "inside a video", "behind a video", "across two blocks"],
)
def test_infected_wherever_it_is(address: str, blocks: list[bytes]) -> None:
    assert clamd.scan(address, blocks, 30) == Finding(Verdict.INFECTED, FOUND)


def test_more_than_the_engine_takes_is_too_large(tmp_path: Path) -> None:
    sent = 0

    def blocks() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(200):
            sent += MIB
            yield bytes(MIB)

    with scanner(tmp_path, StreamMaxLength="2M") as (address, _):
        assert clamd.scan(address, blocks(), 30).verdict is Verdict.TOO_LARGE
        # It hung up, and the rest was not read for nothing.
        assert sent < 100 * MIB


def test_a_limit_inside_the_engine_is_too_large_as_well(tmp_path: Path) -> None:
    with scanner(tmp_path, MaxFileSize="1M") as (address, _):
        finding = clamd.scan(address, [bytes(MIB)] * 3, 30)
    assert finding.verdict is Verdict.TOO_LARGE
    assert finding.detail and finding.detail.startswith("Heuristics.Limits.Exceeded")


def test_an_engine_that_is_away_or_asleep_is_worth_another_try(tmp_path: Path) -> None:
    with scanner(tmp_path) as (address, process):
        process.signal(signal.SIGSTOP)
        with pytest.raises(ScannerAway) as asleep:
            clamd.scan(address, [b"hello"], 0.5)
        process.signal(signal.SIGCONT)
    with pytest.raises(ScannerAway) as away:
        clamd.scan(address, [b"hello"], 5)
    for caught in (asleep.value, away.value):
        assert (caught.code, caught.retryable) == ("scanner_unavailable", True)
        assert pickle.loads(pickle.dumps(caught)).message == caught.message


@pytest.mark.parametrize("address", ["nowhere", "unix:/nowhere/clamd.ctl", "127.0.0.1:none"])
def test_an_address_that_leads_nowhere(address: str) -> None:
    with pytest.raises(ScannerAway):
        clamd.scan(address, [], 1)


def test_what_cannot_be_read_stays_what_it_is(address: str) -> None:
    def blocks() -> Iterator[bytes]:
        yield b"a"
        raise LookupError("the object is gone")

    with pytest.raises(LookupError):
        clamd.scan(address, blocks(), 10)


@pytest.mark.parametrize("line", ["", "stream: ", "COMMAND READ TIMED OUT ERROR", "stream: something ERROR", "FOUND"])
def test_an_answer_that_is_no_verdict_is_none(line: str) -> None:
    with pytest.raises(ScannerAway):
        read_answer(line)
