"""Stage `transcode`: a video in every size of its ladder, its sound, and an MP4 to keep.

Whoever runs the stage plans it, asks for help, and works through the pieces with those who come; with nobody it does
all of them. It cannot wait for a worker that never comes, because a piece whose worker is silent is free again.
"""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

from app import jobs
from app.errors import StageSkipped, VideoFlowError
from app.services.pipeline import outputs, source_media
from app.services.transcode import assembling, encoding, pieces, renditions, runs
from app.services.transcode import helpers as transcode_helpers
from app.services.transcode.plan import Plan, plan
from app.services.transcode.runs import Download, Run
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

Report = Callable[[float], None]

# More workers than that for one video would leave the others' videos waiting.
_MOST_HELPERS = 15
# Shares of the work: looking at the source, then the pieces; the rest is the MP4 and the end.
_PLANNED, _ENCODED = 0.03, 0.95


def run(video_id: UUID, report: Report) -> None:
    """Makes a run and delivers it. Raises VideoFlowError; StageSkipped where the video was deleted."""
    source = source_media.probed(video_id)
    with source_media.downloaded(source.s3_key) as path:
        decided = _decide(path, source)
        report(_PLANNED)
        begun = runs.begin(video_id, decided)
        try:
            _make(begun, path, report)
        except StageSkipped:
            # Where that was because the video is gone, nothing may be left of it.
            with outputs.held(video_id):
                raise
        except VideoFlowError as error:
            if not error.retryable:
                runs.withdraw(begun)
            raise
    report(1.0)


def help_out(run_id: UUID, gives_way: Callable[[], bool] = lambda: False) -> None:
    """Makes pieces of a run until none is free, or it `gives_way`. Nothing to do where the run is over."""
    found = None if gives_way() or not needs_help(run_id) else runs.find(run_id)
    if found:
        with source_media.downloaded(found.plan.s3_key) as path:
            transcode_helpers.work(found, path, lambda: None, gives_way)


def needs_help(run_id: UUID) -> bool:
    """Whether a piece of a run waits for a worker."""
    return pieces.is_waiting(run_id)


def _decide(path: Path, source: source_media.Probed) -> Plan:
    def planned(may_copy: bool) -> Plan:
        return plan(path, source.container, source.s3_key, settings(), may_copy, source.played)

    decided = planned(may_copy=True)
    if decided.copied and not encoding.copy(decided.source(path), decided, path.parent):
        return planned(may_copy=False)
    return decided


def _make(begun: Run, path: Path, report: Report) -> None:
    """Makes what is missing of a run, and delivers it.

    What this worker makes of the whole video has names that no other has: one that took over from it, or came at the
    same time, writes over nothing.
    """
    name, decided = uuid4().hex[:12], begun.plan
    prefix, key = f"{begun.prefix}whole-{name}/", keys.download(begun.video_id, begun.id.hex, name)
    try:
        with assembling.whole_made_beside(decided, path, prefix) as whole:
            _make_pieces(begun, path, report)
            made = assembling.from_pieces(begun.id, decided) | whole.result()
        report(_ENCODED)
        download = Download(key, assembling.download(key, decided, made, path.parent))
    except StageSkipped:
        _discard(prefix, key)
        raise
    if not runs.deliver(begun, made, download):
        _discard(prefix, key)


def _discard(prefix: str, key: str) -> None:
    get_store().delete_prefix(prefix)
    get_store().delete(key)


def _make_pieces(begun: Run, path: Path, report: Report) -> None:
    """Asks for help and works until all pieces are done."""
    helpers = min(len(begun.plan.pieces) - 1, _MOST_HELPERS)
    if helpers > 0:
        jobs.help_transcode(begun.video_id, str(begun.id), helpers)
    names = [rung.name for rung in begun.plan.rungs]

    def follow() -> None:
        """Says how far all workers are together; gives up where one of them met what nobody can mend."""
        done = pieces.tally(begun.id)
        if done.failure:
            raise VideoFlowError(*done.failure, http_status=422)
        report(_PLANNED + (_ENCODED - _PLANNED) * done.progress)
        renditions.move(begun.id, done.progress, names)

    transcode_helpers.work(begun, path, follow)
    transcode_helpers.wait(begun, path, follow)
