"""Pieces of a run: each is made by one worker at a time, again by another when that one is lost, and not for ever."""

import time
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, select

from app.db.models import TranscodePiece, TranscodeRun
from app.db.unit_of_work import transaction
from app.domain import times
from app.errors import StageSkipped
from app.services.transcode import pieces
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import at_once, let_time_pass

PIECES = 3


@pytest.fixture
def run(person: Person, short_grace: None) -> UUID:
    """A run of three pieces of four seconds."""
    video = library.start(person.id, None, "video/webm")
    with transaction() as work:
        made = TranscodeRun(video_id=video, prefix="a run", plan={})
        work.add(made)
        work.flush()
        for number in range(PIECES):
            start = 4.0 * number
            work.add(TranscodePiece(run_id=made.id, number=number, start=start, stop=start + 4.0))
    return made.id


def rows(run: UUID) -> list[TranscodePiece]:
    """The run's rows, in order."""
    query = select(TranscodePiece).where(TranscodePiece.run_id == run).order_by(TranscodePiece.number)
    with transaction() as work:
        return list(work.scalars(query))


def fall_silent(run: UUID, number: int) -> None:
    """The piece's worker was not heard of for longer than it may be."""
    let_time_pass("transcode_pieces", "updated_at", rows(run)[number].id, f"{times.SILENT + 1} seconds")


def test_workers_at_once_get_a_piece_each(app: APIFlask, run: UUID) -> None:
    """Invariant 5: at the same time as itself."""
    claims = at_once(app, *[lambda: pieces.claim(run)] * 5)
    assert sorted(claim.number for claim in claims if claim) == [0, 1, 2]
    assert pieces.claim(run) is None
    assert not pieces.is_waiting(run)


def test_a_silent_workers_piece_is_made_by_another_and_its_own_end_comes_too_late(run: UUID) -> None:
    slow, *others = (pieces.claim(run) for _ in range(PIECES))
    assert slow and all(others)
    fall_silent(run, 0)
    successor = pieces.claim(run)
    assert successor
    assert (successor.number, successor.attempt) == (0, 2)
    with pytest.raises(StageSkipped):
        pieces.finish(slow, {"made": "by the slow one"})
    pieces.finish(successor, {"made": "by its successor"})
    assert pieces.results(run) == [{"made": "by its successor"}]


def test_workers_that_replace_several_get_a_piece_each(app: APIFlask, run: UUID) -> None:
    """A machine was lost with all of its workers."""
    for number in range(PIECES):
        assert pieces.claim(run)
        fall_silent(run, number)
    claims = at_once(app, *[lambda: pieces.claim(run)] * PIECES)
    assert sorted((claim.number, claim.attempt) for claim in claims if claim) == [(0, 2), (1, 2), (2, 2)]


def test_a_silent_worker_that_is_heard_again_keeps_its_piece(app: APIFlask, run: UUID) -> None:
    """The database was away, and everybody is silent at once."""
    claims = [pieces.claim(run) for _ in range(PIECES)]
    assert claims[0]
    fall_silent(run, 0)

    def live_on() -> bool:
        time.sleep(times.GRACE / 2)
        return pieces.touch(claims[0], 0.5)

    assert at_once(app, lambda: pieces.claim(run), live_on) == [None, True]
    assert rows(run)[0].attempts == 1


def test_a_piece_that_takes_its_workers_with_it_is_given_up(run: UUID) -> None:
    """And nobody comes to help with what nobody may make any more."""
    with transaction() as work:
        work.execute(delete(TranscodePiece).where(TranscodePiece.number > 0))
    for _ in range(pieces.MAX_ATTEMPTS):
        assert pieces.is_waiting(run)
        assert pieces.claim(run)
        fall_silent(run, 0)
    assert not pieces.is_waiting(run)
    assert pieces.claim(run) is None
    failure = pieces.tally(run).failure
    assert failure
    assert failure[0] == "worker_lost"


def test_a_fault_gives_a_piece_back_until_it_was_the_last_one(run: UUID) -> None:
    for attempt in range(1, pieces.MAX_ATTEMPTS + 1):
        claim = pieces.claim(run)
        assert claim
        assert (claim.number, claim.attempt) == (0, attempt)
        pieces.release(claim, "disk_full", "No room.")
    assert rows(run)[0].state == "failed"
    assert pieces.tally(run).failure == ("disk_full", "No room.")


def test_progress_is_that_of_all_pieces_by_their_length(run: UUID) -> None:
    first, second = pieces.claim(run), pieces.claim(run)
    assert first
    assert second
    pieces.finish(first, {})
    assert pieces.touch(second, 0.5)
    found = pieces.tally(run)
    assert (found.progress, found.open, found.failure) == (pytest.approx(0.5), 2, None)


def test_a_run_that_is_gone_stops_its_workers(run: UUID) -> None:
    claim = pieces.claim(run)
    assert claim
    with transaction() as work:
        work.execute(delete(TranscodeRun).where(TranscodeRun.id == run))
    assert not pieces.touch(claim, 0.1)
    with pytest.raises(StageSkipped):
        pieces.finish(claim, {})


def test_only_what_another_attempt_makes_anew_is_wasted(run: UUID) -> None:
    """Of a piece that is done, or of a run that is over, nobody knows here whether it is delivered."""
    done, slow, failed = pieces.claim(run), pieces.claim(run), pieces.claim(run)
    assert done and slow and failed
    assert not any(map(pieces.is_wasted, (done, slow, failed)))
    pieces.finish(done, {})
    fall_silent(run, 1)
    assert pieces.claim(run)
    pieces.fail(failed, "not_transcodable", "Damaged.")
    assert [pieces.is_wasted(claim) for claim in (done, slow, failed)] == [False, True, True]
    with transaction() as work:
        work.execute(delete(TranscodeRun).where(TranscodeRun.id == run))
    assert not any(map(pieces.is_wasted, (done, slow, failed)))
