"""A run is begun once, delivered whole or not at all, and leaves nothing when another takes its place."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from app.db.models import Garbage, Rendition, TranscodePiece, TranscodeRun
from app.db.unit_of_work import transaction
from app.errors import StageSkipped
from app.services.transcode import pieces, runs
from app.services.transcode.runs import Download, Run
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import forget, row
from tests.services.transcode.made_runs import begun, planned, rendered, short
from tests.support.recordings import at_once, settings_changed


@pytest.fixture(autouse=True)
def quick(app: APIFlask):
    with settings_changed(app, segment_seconds=2, piece_seconds=2):
        yield


@pytest.fixture
def run(person: Person, tmp_path: Path) -> Run:
    return begun(person.id, short(tmp_path))


def counted() -> tuple[int, int, int]:
    """How many runs, renditions and pieces there are."""
    with transaction() as work:
        return tuple(
            work.scalar(select(func.count()).select_from(table)) or 0
            for table in (TranscodeRun, Rendition, TranscodePiece)
        )


def listed() -> set[str]:
    with transaction() as work:
        return set(work.scalars(select(Garbage.prefix)))


def made(run: Run) -> dict:
    return {name: rendered(run, name) for name in ("240p", "audio")}


def download(run: Run, name: str = "top") -> Download:
    return Download(keys.download(run.video_id, run.id.hex, name), 4711)


def test_a_new_run_has_its_renditions_and_pieces(run: Run) -> None:
    assert counted() == (1, 2, len(run.plan.pieces))
    assert len(run.plan.pieces) == 3
    assert runs.find(run.id) == run
    assert runs.find(uuid4()) is None


def test_an_interrupted_run_with_the_same_plan_goes_on(run: Run) -> None:
    pieces.claim(run.id)
    assert runs.begin(run.video_id, run.plan) == run
    assert counted() == (1, 2, 3)


def test_runs_begun_at_once_are_one(app: APIFlask, person: Person, tmp_path: Path) -> None:
    """Invariant 5."""
    video_id, decided = planned(person.id, short(tmp_path))
    found = at_once(app, *[lambda: runs.begin(video_id, decided)] * 4)
    assert len({each.id for each in found}) == 1
    assert counted() == (1, 2, 3)


def test_another_plan_ends_the_run_under_way(run: Run, app: APIFlask, person: Person, tmp_path: Path) -> None:
    with settings_changed(app, piece_seconds=600):
        _, other_plan = planned(person.id, short(tmp_path))
    other = runs.begin(run.video_id, other_plan)
    assert (other.id != run.id, runs.find(run.id)) == (True, None)
    assert listed() == {run.prefix, keys.output(run.video_id, keys.DOWNLOAD, run.id.hex)}
    with pytest.raises(StageSkipped):
        runs.deliver(run, made(run), download(run))


def test_delivering_says_all_of_it_at_once(run: Run) -> None:
    assert runs.deliver(run, made(run), download(run))
    video = row(run.video_id)
    assert (video.delivered_run_id, video.download_key, video.download_size) == (run.id, download(run).key, 4711)
    assert (runs.find(run.id), counted()) == (None, (1, 2, 0))
    with transaction() as work:
        kept = work.get_one(TranscodeRun, run.id)
        renditions = list(work.scalars(select(Rendition)))
    assert (kept.state, kept.target) == ("whole", 2)
    assert all(each.progress == 1.0 and each.segments for each in renditions)


def test_delivered_again_it_stays_as_it_is(run: Run) -> None:
    """The answer to the first commit may have been lost; and another worker may have had the same run."""
    assert runs.deliver(run, made(run), download(run))
    assert runs.deliver(run, made(run), download(run))
    assert not runs.deliver(run, made(run), download(run, "another"))
    assert row(run.video_id).download_key == download(run).key
    assert listed() == set()


def test_what_was_delivered_before_is_listed_to_go(run: Run) -> None:
    runs.deliver(run, made(run), download(run))
    later = runs.begin(run.video_id, run.plan)
    assert later.id != run.id
    assert row(run.video_id).delivered_run_id == run.id
    runs.deliver(later, made(later), download(later))
    assert counted() == (1, 2, 0)
    assert listed() == {run.prefix, keys.output(run.video_id, keys.DOWNLOAD, run.id.hex)}


def test_a_run_that_is_withdrawn_leaves_what_is_delivered(run: Run, store: ObjectStore) -> None:
    runs.deliver(run, made(run), download(run))
    store.put(f"{run.prefix}kept.m4s", b"x", "video/mp4")
    later = runs.begin(run.video_id, run.plan)
    store.put(f"{later.prefix}gone.m4s", b"x", "video/mp4")
    for _ in range(2):
        runs.withdraw(later)
    assert store.list_keys(keys.output(run.video_id, keys.HLS, "")[:-1]) == [f"{run.prefix}kept.m4s"]
    assert row(run.video_id).delivered_run_id == run.id


def test_of_a_deleted_video_no_run_is_begun_or_delivered(run: Run, store: ObjectStore) -> None:
    store.put(f"{run.prefix}a.m4s", b"x", "video/mp4")
    forget(run.video_id)
    for work in (lambda: runs.begin(run.video_id, run.plan), lambda: runs.deliver(run, made(run), download(run))):
        with pytest.raises(StageSkipped, match="deleted"):
            work()
    assert (counted(), store.list_keys(keys.video_prefix(run.video_id))) == ((0, 0, 0), [])


def test_a_run_keeps_no_video_from_being_deleted(run: Run) -> None:
    runs.deliver(run, made(run), download(run))
    forget(run.video_id)
    assert counted() == (0, 0, 0)


def test_the_rows_of_a_run_are_that_videos(run: Run, person: Person, tmp_path: Path) -> None:
    other = begun(person.id, short(tmp_path))
    runs.deliver(other, made(other), download(other))
    assert runs.find(run.id) == run
    assert isinstance(run.video_id, UUID) and row(run.video_id).delivered_run_id is None
