"""What can be asked of the workers: one typed function per task, and nowhere else a task's name.

Called inside a transaction, a job is sent once that is committed, so that the worker finds its rows, and dropped if it
is rolled back; outside, it is sent at once. Only ids travel. A broker that is away is no fault of the caller: what the
task would do is in the database or the spool, and beat finds it there. `host` names the machine whose spool the task
reads.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial, update_wrapper
from typing import Generic, ParamSpec
from uuid import UUID

import structlog
from celery import Celery, Signature, group
from kombu.exceptions import OperationalError

from app.db.unit_of_work import after_commit
from app.domain import times

log = structlog.get_logger()

celery = Celery("videoflow")
celery.config_from_object("celeryconfig")

P = ParamSpec("P")


class Job(Generic[P]):
    """One task: called, it is sent after the commit; `step` is the same as a step of a canvas."""

    def __init__(self, step: Callable[P, Signature]) -> None:
        self.step = step
        update_wrapper(self, step)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Asks for it."""
        send(self.step(*args, **kwargs))


def send(canvas: Signature) -> None:
    """Sends a job's step, or a canvas of several, after the commit."""
    after_commit(partial(_send, canvas))


def _send(canvas: Signature) -> None:
    try:
        canvas.apply_async(retry=False)
    except (OperationalError, OSError) as error:
        log.warning("not sent", canvas=repr(canvas), error=str(error))


def again(stage: str, video_id: UUID, seconds: float) -> None:
    """Runs a stage that failed once more, after so many seconds: in a turn that its person has had already."""
    step = STAGES[stage].step(video_id)
    step.options.update(countdown=seconds, retries=1)
    send(step)


def remove_queue(name: str) -> None:
    """Removes a queue that nobody reads any more, with what waits in it. Raises what the broker's client raises."""
    with celery.connection_for_write() as connection:
        queue = celery.amqp.queues.new_missing(name)(connection.default_channel)
        # Only what a connection has declared can it delete.
        queue.declare()
        queue.delete()


def _task(name: str, *args: object, host: str | None = None) -> Signature:
    queue = {"queue": f"uploads.{host}"} if host else {}
    return celery.signature(name, args=[str(arg) for arg in args], immutable=True, **queue)


# ---- beside the spool: queue `uploads.<host>` ----------------------------------------------------------------


@Job
def drain(upload_id: UUID, host: str) -> Signature:
    """Stores every part that is full."""
    return _task("uploads.drain", upload_id, host=host)


@Job
def drain_stalled(host: str) -> Signature:
    """Drains the uploads there whose own message was lost."""
    return _task("uploads.drain_stalled", host=host)


@Job
def finalize(video_id: UUID, host: str) -> Signature:
    """Stage `finalize`: stores the rest and makes the object; what follows goes on from there."""
    return _task("uploads.finalize", video_id, host=host)


@Job
def finalize_track(upload_id: UUID, host: str) -> Signature:
    """Makes the object of one track of a multitrack recording."""
    return _task("uploads.finalize_track", upload_id, host=host)


@Job
def end_track(upload_id: UUID, host: str) -> Signature:
    """Ends a track whose recorder is gone."""
    return _task("uploads.end_track", upload_id, host=host)


@Job
def discard(upload_id: UUID, host: str) -> Signature:
    """Leaves nothing of an aborted upload."""
    return _task("uploads.discard", upload_id, host=host)


@Job
def end_abandoned(upload_id: UUID, host: str) -> Signature:
    """Ends an upload whose recorder went away."""
    return _task("uploads.end_abandoned", upload_id, host=host)


@Job
def adopt(upload_id: UUID, host: str) -> Signature:
    """Goes on, there, with an upload whose machine was lost."""
    return _task("uploads.adopt", upload_id, host=host)


@Job
def sweep_spool(host: str) -> Signature:
    """Removes the spool directories there that nobody writes to."""
    return _task("uploads.sweep_spool", host=host)


@Job
def start_pipeline(video_id: UUID, host: str) -> Signature:
    """Runs every stage of a video that has not ended."""
    return _task("pipeline.start", video_id, host=host)


# ---- stages --------------------------------------------------------------------------------------------------


@Job
def scan(video_id: UUID) -> Signature:
    """Stage `scan`."""
    return _task("media.scan", video_id)


@Job
def compile_tracks(video_id: UUID) -> Signature:
    """Stage `compile`."""
    return _task("transcode.compile", video_id)


@Job
def probe(video_id: UUID) -> Signature:
    """Stage `probe`."""
    return _task("media.probe", video_id)


@Job
def vet(video_id: UUID) -> Signature:
    """Stage `vet`."""
    return _task("media.vet", video_id)


@Job
def make_thumbnails(video_id: UUID) -> Signature:
    """Stage `thumbnails`."""
    return _task("media.thumbnails", video_id)


@Job
def make_storyboard(video_id: UUID) -> Signature:
    """Stage `storyboard`."""
    return _task("media.storyboard", video_id)


@Job
def transcode(video_id: UUID) -> Signature:
    """Stage `transcode`."""
    return _task("transcode.run", video_id)


@Job
def help_transcode(video_id: UUID, run_id: str, count: int) -> Signature:
    """Makes pieces of a run beside the worker that began it, on `count` workers at most."""
    one = _task("transcode.help", video_id, run_id)
    return group(one.clone() for _ in range(count))


@Job
def keep_frames(video_id: UUID) -> Signature:
    """Stage `frames`."""
    return _task("ocr.frames", video_id)


@Job
def read_along(video_id: UUID) -> Signature:
    """Reads a recording on, as far as it has come. Worth nothing later: by then somebody was asked again."""
    return _task("ocr.along", video_id).set(expires=times.READ_ALONG_ASKED)


@Job
def read_text(video_id: UUID) -> Signature:
    """Stage `text`."""
    return _task("ocr.text", video_id)


@Job
def redact(video_id: UUID) -> Signature:
    """Stage `redact`."""
    return _task("transcode.redact", video_id)


@Job
def reopen(video_id: UUID) -> Signature:
    """Stage `reopen`."""
    return _task("media.reopen", video_id)


@Job
def make_voice(annotation_id: int) -> Signature:
    """Makes of a voice-over what is heard."""
    return _task("media.voice", annotation_id)


@Job
def build_document(video_id: UUID) -> Signature:
    """Stage `document`."""
    return _task("document.build", video_id)


@Job
def retouch_guide(video_id: UUID) -> Signature:
    """Makes the pictures that somebody's edits of a guide need."""
    return _task("media.retouch_guide", video_id)


# Who runs each stage. Finalize, which belongs to a host, is asked for by itself.
STAGES: Mapping[str, Job[[UUID]]] = {
    "scan": scan,
    "compile": compile_tracks,
    "probe": probe,
    "vet": vet,
    "thumbnails": make_thumbnails,
    "storyboard": make_storyboard,
    "transcode": transcode,
    "frames": keep_frames,
    "text": read_text,
    "document": build_document,
    "redact": redact,
    "reopen": reopen,
}


# ---- upkeep --------------------------------------------------------------------------------------------------


@Job
def kick_stalled_uploads() -> Signature:
    """Beat asks for drains again that were lost."""
    return _task("maintenance.kick_stalled_uploads")


@Job
def kick_stalled_pipelines() -> Signature:
    """Beat starts pipelines again in which nothing moves."""
    return _task("maintenance.kick_stalled_pipelines")


@Job
def end_abandoned_recordings() -> Signature:
    """Beat ends recordings and files whose browser vanished."""
    return _task("maintenance.end_abandoned_recordings")


@Job
def sweep_orphans() -> Signature:
    """Beat removes what nobody owns."""
    return _task("maintenance.sweep_orphans")


@Job
def purge_video(video_id: UUID) -> Signature:
    """Removes a deleted video's objects and rows."""
    return _task("maintenance.purge_video", video_id)


@Job
def index_video(video_id: UUID) -> Signature:
    """Makes what changed in a video findable."""
    return _task("search.fill", video_id)


@Job
def index_titles(video_ids: Sequence[UUID]) -> Signature:
    """Makes the titles of many videos findable that changed."""
    return _task("search.fill_titles", *video_ids)


@Job
def export_account(export_id: UUID) -> Signature:
    """Packs what a person takes along."""
    return _task("leaving.export", export_id)


@Job
def export_guide(export_id: UUID) -> Signature:
    """Makes a guide's file."""
    return _task("guides.export", export_id)


@Job
def make_sheet(row_id: UUID) -> Signature:
    """Makes a sheet of what was said about a video."""
    return _task("media.sheet", row_id)


@Job
def finish_account(user_id: UUID) -> Signature:
    """Removes what is left of an account that was closed."""
    return _task("leaving.finish", user_id)


@Job
def send_alert(video_id: UUID, stage: str, attempt: int) -> Signature:
    """Posts a failed stage to the webhook."""
    return _task("alerts.send", video_id, stage, attempt)


@Job
def mail_news(user_id: UUID) -> Signature:
    """Writes to somebody what has happened."""
    return _task("mail.news", user_id)


@Job
def mail_named(named_id: UUID) -> Signature:
    """Writes to somebody without an account who was named for a video."""
    return _task("mail.named", named_id)


@Job
def mail_confirmation(user_id: UUID) -> Signature:
    """Sends the link that shows whose an address is."""
    return _task("mail.confirmation", user_id)


@Job
def mail_export(export_id: UUID) -> Signature:
    """Tells somebody that their export is ready."""
    return _task("mail.export", export_id)


@Job
def mail_reset(reset_id: UUID) -> Signature:
    """Sends the link by which somebody chooses a new password."""
    return _task("mail.reset", reset_id)


@Job
def mail_invitation(invitation_id: UUID) -> Signature:
    """Sends the link by which somebody who was invited makes an account."""
    return _task("mail.invitation", invitation_id)
