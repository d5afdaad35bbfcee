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
from app.services.transcode import assembling, encoding, pieces, renditions
from app.services.transcode import helpers as transcode_helpers
from app.services.transcode.plan import Plan, plan, read_plan
from app.settings import settings
from app.storage import keys
from app.storage.s3 import MissingObject, get_store

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
        run_id = _begin(video_id, decided)
        try:
            _make(video_id, run_id, decided, path, report)
        except StageSkipped:
            # Where that was because the video is gone, nothing may be left of it.
            with outputs.held(video_id):
                raise
        except VideoFlowError as error:
            if not error.retryable:
                renditions.withdraw(video_id, run_id)
            raise
    report(1.0)


def help_out(video_id: UUID, run_id: str) -> None:
    """Makes pieces of a run until none is free. Nothing to do where the run is over."""
    if not pieces.is_waiting(video_id, run_id):
        return
    try:
        decided = read_plan(get_store().get(keys.hls_plan(video_id, run_id)))
    except MissingObject:
        return
    with source_media.downloaded(decided.s3_key) as path:
        transcode_helpers.work(video_id, run_id, decided, path, lambda: None)


def _decide(path: Path, source: source_media.Probed) -> Plan:
    decided = plan(path, source.container, source.s3_key, settings())
    if decided.copied and not encoding.copy(decided.source(path), decided, path.parent):
        return plan(path, source.container, source.s3_key, settings(), may_copy=False)
    return decided


def _begin(video_id: UUID, decided: Plan) -> str:
    """The run to work on: one that was interrupted and has the same plan, or a new one."""
    store = get_store()
    for run_id in pieces.runs(video_id):
        try:
            if store.get(keys.hls_plan(video_id, run_id)) == decided.as_json():
                return run_id
        except MissingObject:
            continue
    run_id = uuid4().hex[:12]
    store.put(keys.hls_plan(video_id, run_id), decided.as_json(), "application/json")
    renditions.announce(video_id, run_id, decided)
    pieces.create(video_id, run_id, decided)
    return run_id


def _make(video_id: UUID, run_id: str, decided: Plan, path: Path, report: Report) -> None:
    helpers = min(len(decided.pieces) - 1, _MOST_HELPERS)
    if helpers > 0:
        jobs.help_transcode(video_id, run_id, helpers)
    with assembling.whole_made_beside(video_id, run_id, decided, path) as whole:

        def follow() -> None:
            """Says how far all workers are together; gives up where one of them met what nobody can mend."""
            done = pieces.tally(video_id, run_id)
            if done.failure:
                raise VideoFlowError(*done.failure, http_status=422)
            report(_PLANNED + (_ENCODED - _PLANNED) * done.progress)
            renditions.move(video_id, run_id, done.progress, [rung.name for rung in decided.rungs])

        transcode_helpers.work(video_id, run_id, decided, path, follow)
        transcode_helpers.wait(video_id, run_id, decided, path, follow)
        made = assembling.from_pieces(video_id, run_id, decided) | whole.result()
    report(_ENCODED)
    download = assembling.download(video_id, run_id, decided, made, path.parent)
    before = renditions.publish(video_id, run_id, made, download)
    renditions.sweep(video_id, {run_id, before or run_id})
