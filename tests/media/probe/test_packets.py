"""Rows of ffprobe become packets; what is damaged ends where it breaks off, and a stopped ffprobe is no end."""

from pathlib import Path

import pytest

from app.domain.uploads.containers import Container
from app.media import process
from app.media.probe import packets as reading
from app.media.probe.packets import Packet, packets, parse
from tests.media.making import MEDIA, VP9, make, pattern


@pytest.mark.parametrize(
    ("row", "packet"),
    [
        ("0,1.500000,1.400000,0.100000,900,K__", Packet(0, 1.5, 0.1, 900, True, True)),
        ("1,N/A,4.500000,N/A,N/A,__", Packet(1, 4.5, 0.0, 0, False, True)),
        ("0,N/A,N/A,N/A,7,_D", Packet(0, None, 0.0, 7, False, False)),
        ("", None),
        ("0", None),
        ("x,1,1,1,1,K_", None),
        ("0,1,1,1,1", None),
    ],
)
def test_rows(row: str, packet: Packet | None) -> None:
    assert parse(row) == packet


def test_only_wanted_streams_are_given_in_the_files_order() -> None:
    path = MEDIA / "chromium-camera-vp9-opus.webm"
    every, some = list(packets(path, Container.WEBM, [0, 1])), list(packets(path, Container.WEBM, [1]))
    assert some == [packet for packet in every if packet.stream == 1]
    assert {packet.stream for packet in every} == {0, 1}
    assert any(packet.is_key for packet in every if packet.stream == 0)


def test_a_file_that_breaks_off_ends_there(tmp_path: Path) -> None:
    whole = (MEDIA / "chromium-camera-h264-opus.mp4").read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(whole[: len(whole) // 2])
    every = list(packets(MEDIA / "chromium-camera-h264-opus.mp4", Container.MP4, [0]))
    some = list(packets(path, Container.MP4, [0]))
    assert 0 < len(some) < len(every)
    assert some == every[: len(some)]


def test_an_ffprobe_that_was_stopped_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "a.webm", *pattern(1), *VP9)
    monkeypatch.setattr(reading, "_LIMITS", process.Limits(seconds=0.0))
    with pytest.raises(process.ProcessTimedOut):
        list(packets(path, Container.WEBM, [0]))
