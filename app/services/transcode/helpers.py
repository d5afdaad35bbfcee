"""One worker's part in a run: claims pieces, makes them, says that it lives; and waits for the others."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from app import pulse
from app.db.patience import not_worth_waiting
from app.domain.transcode.ladder import Rung
from app.errors import StageSkipped, StorageError, VideoFlowError, in_words
from app.services.pipeline import outputs
from app.services.transcode import encoding, pieces
from app.services.transcode.pieces import Claim
from app.services.transcode.runs import Run
from app.settings import settings
from app.storage.s3 import get_store

# Looking at all pieces is a query; progress is not worth more of them.
_FOLLOW_SECONDS = 1.0
_WAIT_SECONDS = 0.5


def work(run: Run, path: Path, follow: Callable[[], None], gives_way: Callable[[], bool] = lambda: False) -> None:
    """Makes pieces until none is free, or it `gives_way`; `follow` is called now and then.

    Raises VideoFlowError where one failed.
    """
    while not gives_way() and (claim := pieces.claim(run.id)):
        try:
            _make(run, claim, path, follow)
        except StageSkipped:
            # Another worker took it over, or nobody wants it any more.
            with outputs.held(run.video_id):
                continue


def wait(run: Run, path: Path, follow: Callable[[], None]) -> None:
    """Returns when all pieces are done, having made those again whose workers were lost."""
    while pieces.tally(run.id).open:
        follow()
        time.sleep(_WAIT_SECONDS)
        work(run, path, follow)
    follow()


def piece_prefix(run: Run, claim: Claim, rung: Rung) -> str:
    """Where one attempt at a piece stores a rung. A late one must not write where another has written."""
    return f"{run.prefix}{rung.name}/{claim.number:04d}-{claim.attempt}/"


def _make(run: Run, claim: Claim, path: Path, follow: Callable[[], None]) -> None:
    folder = path.with_name(f"piece-{claim.number}")
    folder.mkdir()
    try:
        living = pulse.beside(f"piece-{claim.number}", partial(pieces.touch, claim))
        with _ended(run, claim), living as sign:
            report = _every(_FOLLOW_SECONDS, sign, follow)
            source, piece = run.plan.source(path), run.plan.pieces[claim.number]
            # Alone, an encoder takes all cores; beside others, threads cost more than they give.
            threads = settings().transcode_threads if len(run.plan.pieces) > 1 else 0

            def prefix(rung: Rung) -> str:
                return piece_prefix(run, claim, rung)

            result = encoding.piece(get_store(), source, piece, run.plan, prefix, threads, folder, report)
            pieces.finish(claim, result)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _ended(run: Run, claim: Claim) -> Iterator[None]:
    """Gives a piece back, or up, where its attempt fails, and removes what that has stored."""
    try:
        yield
    except Exception as error:
        if isinstance(error, VideoFlowError):
            (pieces.release if error.retryable else pieces.fail)(claim, error.code, error.message)
        elif not isinstance(error, StageSkipped):
            pieces.release(claim, *in_words(error))
        if pieces.is_wasted(claim):
            _discard(run, claim)
        raise


def _discard(run: Run, claim: Claim) -> None:
    # What stays goes with the run.
    with suppress(StorageError):
        for rung in run.plan.rungs:
            get_store().delete_prefix(piece_prefix(run, claim, rung))


def _every(seconds: float, sign: pulse.Pulse, follow: Callable[[], None]) -> Callable[[float], None]:
    """Takes each report of a piece, and looks at all of them at most every so many seconds."""
    last = time.monotonic()

    def report(progress: float) -> None:
        nonlocal last
        sign.report(progress)
        if time.monotonic() - last >= seconds:
            last = time.monotonic()
            with not_worth_waiting("progress of a conversion"):
                follow()

    return report
