"""What several workers made becomes one run: in order, only if it fits together, with an MP4 to keep."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask

from app.errors import StageSkipped, VideoFlowError
from app.services.transcode import assembling, helpers, pieces
from app.services.transcode.runs import Run
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.transcode.made_runs import begun, short
from tests.support.recordings import settings_changed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return short(tmp_path)


@pytest.fixture
def run(app: APIFlask, person: Person, path: Path):
    with settings_changed(app, segment_seconds=2, piece_seconds=2, transcode_preset="ultrafast"):
        yield begun(person.id, path)


def end_pieces(run: Run, *digests: str) -> None:
    """Ends the pieces as if each had been stored."""
    for digest in digests:
        claim = pieces.claim(run.id)
        assert claim
        item = [f"{claim.number}.m4s", 2.0, 100]
        pieces.finish(claim, {"240p": {"codec": "avc1", "init": "init", "digest": digest, "items": [item]}})


def test_segments_are_in_the_videos_order(run: Run) -> None:
    end_pieces(run, "same", "same", "same")
    (made,) = assembling.from_pieces(run.id, run.plan).values()
    assert [key for key, _, _ in made.items] == ["0.m4s", "1.m4s", "2.m4s"]


def test_pieces_of_encoders_that_differ_are_no_video(run: Run) -> None:
    end_pieces(run, "one", "another", "one")
    with pytest.raises(VideoFlowError) as caught:
        assembling.from_pieces(run.id, run.plan)
    assert caught.value.code == "pieces_differ"


def test_a_run_whose_pieces_are_gone_was_given_up(run: Run) -> None:
    end_pieces(run, "same")
    with pytest.raises(StageSkipped):
        assembling.from_pieces(run.id, run.plan)


def streams(path: Path) -> dict[str, Any]:
    argv = ["ffprobe", "-v", "error", "-of", "json", "-show_streams", "-show_format", str(path)]
    found: dict[str, Any] = json.loads(subprocess.run(argv, check=True, capture_output=True).stdout)
    return found


def test_the_download_is_the_top_rung_with_the_sound(run: Run, path: Path, store: ObjectStore, tmp_path: Path) -> None:
    with assembling.whole_made_beside(run.plan, path, f"{run.prefix}whole/") as whole:
        helpers.work(run, path, lambda: None)
        made = assembling.from_pieces(run.id, run.plan) | whole.result()
    assert set(made) == {"240p", "audio"}
    assert all(key.startswith(f"{run.prefix}whole/audio/") for key, _, _ in made["audio"].items)
    size = assembling.download("the/download.mp4", run.plan, made, path.parent)
    target = tmp_path / "download.mp4"
    store.download("the/download.mp4", target)
    found = streams(target)
    assert target.stat().st_size == size
    assert [each["codec_name"] for each in found["streams"]] == ["h264", "aac"]
    assert float(found["format"]["duration"]) == pytest.approx(6.0, abs=0.1)


def test_a_fault_beside_it_stops_what_is_made_of_the_whole_video(run: Run, path: Path) -> None:
    class Fault(Exception):
        pass

    with pytest.raises(Fault), assembling.whole_made_beside(run.plan, path, f"{run.prefix}whole/") as whole:
        raise Fault
    assert whole.done()
