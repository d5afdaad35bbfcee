"""One worker's part in a run: claims pieces, makes them, says that it lives; and waits for the others."""

import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from app import pulse
from app.db.patience import not_worth_waiting
from app.domain.transcode.ladder import Rung
from app.errors import StageSkipped, VideoFlowError
from app.services.pipeline import outputs
from app.services.transcode import encoding, pieces
from app.services.transcode.pieces import Claim
from app.services.transcode.plan import Plan
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

# Looking at all pieces is a query; progress is not worth more of them.
_FOLLOW_SECONDS = 1.0
_WAIT_SECONDS = 0.5


def work(video_id: UUID, run: str, plan: Plan, path: Path, follow: Callable[[], None]) -> None:
    """Makes pieces until none is free; `follow` is called now and then. Raises VideoFlowError where one failed."""
    while claim := pieces.claim(video_id, run):
        try:
            _make(claim, plan, path, follow)
        except StageSkipped:
            # Another worker took it over, or nobody wants it any more.
            with outputs.held(video_id):
                continue


def wait(video_id: UUID, run: str, plan: Plan, path: Path, follow: Callable[[], None]) -> None:
    """Returns when all pieces are done, having made those again whose workers were lost."""
    while pieces.tally(video_id, run).open:
        follow()
        time.sleep(_WAIT_SECONDS)
        work(video_id, run, plan, path, follow)
    follow()


def piece_prefix(claim: Claim, rung: Rung) -> str:
    """Where one attempt at a piece stores a rung. A late one must not write where another has written."""
    prefix = keys.hls_prefix(claim.video_id, claim.run)
    return f"{prefix}{rung.name}/{claim.number:04d}-{claim.attempt}/"


def _make(claim: Claim, plan: Plan, path: Path, follow: Callable[[], None]) -> None:
    folder = path.with_name(f"piece-{claim.number}")
    folder.mkdir()
    try:
        with pulse.beside(f"piece-{claim.number}", partial(pieces.touch, claim)) as sign:
            report = _every(_FOLLOW_SECONDS, sign, follow)
            source, piece = plan.source(path), plan.pieces[claim.number]
            # Alone, an encoder takes all cores; beside others, threads cost more than they give.
            threads = settings().transcode_threads if len(plan.pieces) > 1 else 0

            def prefix(rung: Rung) -> str:
                return piece_prefix(claim, rung)

            result = encoding.piece(get_store(), source, piece, plan, prefix, threads, folder, report)
        pieces.finish(claim, result)
    except StageSkipped:
        raise
    except VideoFlowError as error:
        (pieces.release if error.retryable else pieces.fail)(claim, error.code, error.message)
        raise
    except Exception as error:
        pieces.release(claim, "internal", f"{type(error).__name__}: {error}"[:500])
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
