"""What Chromium makes of a rewritten recording: a finite duration, and a seek that lands at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.domain.webm import WebmIndexer, build_head
from tests.support.webm_browser import chromium, play, serving
from tests.support.webm_stretch import stretch

RECORDINGS = sorted((Path(__file__).parents[1] / "fixtures" / "webm").glob("*.webm"))
FRAME = 0.061


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, shared by these tests."""
    with chromium() as launched:
        yield launched


def rewrite(data: bytes, target: Path) -> float:
    """Writes the file with its new head; answers the duration the index promises."""
    indexer = WebmIndexer()
    indexer.push(data)
    index = indexer.result()
    target.write_bytes(build_head(index) + data[index.head_length :])
    return index.duration


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_a_recording_seeks_and_plays_to_its_end(browser: Browser, recording: Path, tmp_path: Path) -> None:
    duration = rewrite(recording.read_bytes(), tmp_path / "new.webm")
    with serving(tmp_path / "new.webm") as server:
        played = play(browser, server, 0.9)
    assert played["duration"] == pytest.approx(duration, abs=0.001)
    assert played["end"] == pytest.approx(duration, abs=FRAME)
    assert bool(played["width"]) == (recording.stem != "chromium-opus")


def test_without_the_new_head_it_has_no_duration(browser: Browser) -> None:
    with serving(RECORDINGS[0]) as server:
        assert play(browser, server, 0.9)["duration"] is None


@pytest.mark.parametrize("missing", [1, 700, 9_000])
def test_a_recording_cut_in_a_frame_plays_up_to_there(browser: Browser, missing: int, tmp_path: Path) -> None:
    data = (RECORDINGS[0].parent / "chromium-vp9-opus.webm").read_bytes()
    duration = rewrite(data[:-missing], tmp_path / "cut.webm")
    with serving(tmp_path / "cut.webm") as server:
        played = play(browser, server, 0.5)
    assert played["end"] == pytest.approx(duration, abs=FRAME)


def test_a_damaged_recording_plays_on_behind_the_damage(browser: Browser, tmp_path: Path) -> None:
    data = (RECORDINGS[0].parent / "chromium-vp8-opus.webm").read_bytes()
    duration = rewrite(data[:30_000] + b"\xff" * 3_000 + data[33_000:], tmp_path / "damaged.webm")
    with serving(tmp_path / "damaged.webm") as server:
        played = play(browser, server, 0.9)
    assert played["end"] == pytest.approx(duration, abs=FRAME)


@pytest.mark.parametrize("name", ["chromium-vp8-opus", "chromium-screen-vp9", "chromium-opus"])
def test_in_an_hour_a_seek_reads_only_where_it_goes(browser: Browser, name: str, tmp_path: Path) -> None:
    path = tmp_path / "hour.webm"
    duration = rewrite(b"".join(stretch((RECORDINGS[0].parent / f"{name}.webm").read_bytes(), 3600)), path)
    size = path.stat().st_size
    with serving(path) as server:
        played = play(browser, server, 0.9)
    path.unlink()
    assert played["duration"] == pytest.approx(duration, abs=0.001)
    assert played["end"] == pytest.approx(duration, abs=FRAME)
    assert any(0.85 * size < start for start in server.starts)
