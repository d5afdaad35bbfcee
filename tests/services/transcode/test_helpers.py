"""One worker's part: all the pieces there are, each ended one way or another, and nothing of it left on the disk."""

from datetime import timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from app.db.models import TranscodePiece
from app.db.unit_of_work import transaction
from app.domain import times
from app.errors import DiskFull, StageSkipped, VideoFlowError
from app.services.transcode import encoding, helpers, pieces
from app.services.transcode.runs import Run
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.recorded import forget
from tests.services.transcode.made_runs import begun, short
from tests.support.recordings import settings_changed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "task"
    folder.mkdir()
    return short(folder)


@pytest.fixture
def run(app: APIFlask, person: Person, path: Path, short_grace: None):
    with settings_changed(app, segment_seconds=2, piece_seconds=2, transcode_preset="ultrafast"):
        yield begun(person.id, path)


def rows() -> list[TranscodePiece]:
    with transaction() as work:
        return list(work.scalars(select(TranscodePiece).order_by(TranscodePiece.number)))


def nobody() -> None:
    """Nobody follows."""


def stored(run: Run, store: ObjectStore) -> list[str]:
    return store.list_keys(keys.output(run.video_id, keys.HLS, run.id.hex))


def test_a_worker_makes_what_is_free(run: Run, path: Path, store: ObjectStore) -> None:
    """And another's piece is left to it."""
    other = pieces.claim(run.id)
    assert other
    helpers.work(run, path, nobody)
    assert [each.state for each in rows()] == ["running", "done", "done"]
    listed = [key for result in pieces.results(run.id) for key, _, _ in result["240p"]["items"]]
    assert set(listed) < set(stored(run, store)) and len(listed) == 2
    assert list(path.parent.iterdir()) == [path]


def test_who_waits_makes_the_pieces_of_lost_workers(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost, seen = pieces.claim(run.id), []
    assert lost
    monkeypatch.setattr(helpers, "_WAIT_SECONDS", 0.0)

    def follow() -> None:
        seen.append(pieces.tally(run.id).open)
        with transaction() as work:
            silent = TranscodePiece.updated_at - timedelta(seconds=times.SILENT + 1)
            work.execute(update(TranscodePiece).where(TranscodePiece.attempts == 1).values(updated_at=silent))

    helpers.wait(run, path, follow)
    assert [each.state for each in rows()] == ["done"] * 3
    assert (seen[0], seen[-1]) == (3, 0)
    assert not pieces.is_wasted(lost) or rows()[0].attempts == 2


@pytest.mark.parametrize(
    ("fault", "state", "code"),
    [
        (DiskFull(), "pending", "disk_full"),
        (VideoFlowError("not_transcodable", "Damaged.", 422), "failed", "not_transcodable"),
        (RuntimeError("unheard of"), "pending", "internal"),
    ],
    ids=["may be mended", "for good", "unforeseen"],
)
def test_a_fault_ends_the_attempt_and_what_it_has_stored_goes(
    run: Run,
    path: Path,
    store: ObjectStore,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
    state: str,
    code: str,
) -> None:
    make = encoding.piece

    def make_and_fail(*arguments: object) -> object:
        make(*arguments)  # type: ignore[arg-type]
        assert stored(run, store)
        raise fault

    monkeypatch.setattr(encoding, "piece", make_and_fail)
    with pytest.raises(type(fault)):
        helpers.work(run, path, nobody)
    first = rows()[0]
    assert (first.state, first.error_code, first.attempts) == (state, code, 1)
    assert stored(run, store) == []
    assert list(path.parent.iterdir()) == [path]


def test_a_piece_that_was_taken_over_leaves_nothing_and_the_worker_goes_on(
    run: Run, path: Path, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish, late = pieces.finish, []

    def overtaken(claim: pieces.Claim, result: dict) -> None:
        if not late:
            late.append(claim)
            with transaction() as work:
                work.execute(update(TranscodePiece).where(TranscodePiece.number == claim.number).values(attempts=2))
        finish(claim, result)

    monkeypatch.setattr(pieces, "finish", overtaken)
    helpers.work(run, path, nobody)
    assert [(each.state, each.attempts) for each in rows()] == [("running", 2), ("done", 1), ("done", 1)]
    assert not any("/0000-1/" in key for key in stored(run, store))


def test_a_worker_of_a_deleted_video_stops(
    run: Run, path: Path, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helpers, "_FOLLOW_SECONDS", 0.0)
    with pytest.raises(StageSkipped, match="deleted"):
        helpers.work(run, path, lambda: forget(run.video_id))
    assert store.list_keys(keys.video_prefix(run.video_id)) == []


def test_alone_an_encoder_has_all_cores_and_beside_others_its_share(
    run: Run, app: APIFlask, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def note(*arguments: object) -> dict:
        threads.append(arguments[5])
        return {}

    monkeypatch.setattr(encoding, "piece", note)
    with settings_changed(app, transcode_threads=3):
        helpers.work(run, path, nobody)
    assert threads == [3, 3, 3]
