"""A day of a small team, again and again, while the clock is moved: what of it is still there afterwards.

The application runs in this process, and so does a real Celery worker in a thread of its own; PostgreSQL, Redis and the
object store are the real ones. Each day brings what people do, and what goes wrong: see `Month.day`.
"""

import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast
from unittest.mock import patch
from uuid import UUID, uuid4

from apiflask import APIFlask
from celery.contrib.testing.worker import start_worker
from celery.worker import state as worker_state
from redis import Redis
from sqlalchemy import func, select, text, update

from app import jobs
from app.db.base import Base
from app.db.models import Host, Stage, Upload, Video
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.domain.pipeline.states import ENDED, StageState, VideoStatus
from app.domain.uploads.states import UploadState
from app.services.accounts import sign_ins
from app.services.annotations import comments
from app.services.files import direct_uploads, form_uploads
from app.services.files.form_uploads import About
from app.services.hosts import liveness, queues
from app.services.ingest import connections
from app.services.multitrack import tracks
from app.services.operations import sweeping
from app.services.pipeline import source_media, stages
from app.services.videos import library
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store
from benchmarks.support import killed
from benchmarks.support.ageing import let_pass
from scripts.client import OPENING
from workers.celery_app import celery

PASSWORD = "correct horse battery"
# How many recordings stay; the oldest goes when another comes.
KEPT = 3
TICKS_A_DAY = 4
_DIGITS = "0123456789abcdef"
_PATIENCE_SECONDS = 300.0
_PIPELINE = ("media", "ocr", "transcode")


class Month:
    """Days over an application that is current and has nothing in it yet.

    `recording` is what everybody records. `whole`: the worker reads all queues and makes everything of the recordings;
    otherwise their stages are ended without work.
    """

    def __init__(self, app: APIFlask, recording: bytes, whole: bool) -> None:
        self._app, self._recording, self._whole = app, recording, whole
        self._email = f"{uuid4().hex}@example.org"
        self._owner = sign_ins.register(self._email, PASSWORD, "Somebody").user.id
        self._caller = Caller(self._owner)
        self._kept: deque[UUID] = deque()
        self._redis = Redis.from_url(settings().redis_url)

    @contextmanager
    def worker(self) -> Iterator[None]:
        """A worker for as long as the body runs."""
        with start_worker(celery, pool="threads", concurrency=4, perform_ping_check=False, queues=self._queues()):
            yield

    def day(self) -> None:
        """What a team does in a day, and what goes wrong in it; then a day passes, and beat does its work meanwhile."""
        for action in (self._sign_in, self._record, self._leave, self._upload, self._record_tracks, self._go_wrong):
            action()
        self._settle()
        for number in range(TICKS_A_DAY):
            let_pass(timedelta(days=1) / TICKS_A_DAY)
            self._has_lived()
            self._tick(_DIGITS[number::TICKS_A_DAY])

    def counts(self) -> dict[str, int]:
        """How much there is of everything."""
        return self._rows() | self._waiting() | self._stored() | self._on_disk()

    # ---- what people do

    def _sign_in(self) -> None:
        for _ in range(3):
            sign_ins.login(self._email, PASSWORD)
        with transaction() as work:
            newest = work.execute(text("SELECT id FROM auth_sessions ORDER BY created_at DESC LIMIT 1")).scalar_one()
        sign_ins.logout(newest)

    def _record(self) -> None:
        """One that is kept, in place of an older one, with a comment; and two stages of the older ones again."""
        video = self._sent(self._recording)
        connections.finish(video, self._caller)
        self._kept.append(video)
        self._settle()
        comments.create(video, self._caller, 1.0, "Look here.", "comment")
        for name in ("thumbnails", "document"):
            stages.restart(self._kept[0], self._caller, name)
            jobs.start_pipeline(self._kept[0], settings().host_id)
        self._settle()
        if len(self._kept) > KEPT:
            library.delete(self._kept.popleft(), self._caller)

    def _leave(self) -> None:
        """Thrown away; never begun; begun and left."""
        connections.abort(self._sent(self._recording), self._caller)
        library.start(self._owner, None, None)
        self._kept_for_a_day(self._sent(self._recording[: len(self._recording) // 2]))

    def _upload(self) -> None:
        """A file that is refused, one that is broken, and one whose sender goes away."""
        with _refused():
            form_uploads.take(self._owner, iter([b"no video at all"] * 100), lambda: About("notes.txt"))
        broken = OPENING + bytes(5000)
        with _refused():
            self._kept_for_a_day(form_uploads.take(self._owner, iter([broken]), lambda: About("broken.webm")))
        direct_uploads.start(self._owner, About("left.mp4"), 50_000_000)

    def _record_tracks(self) -> None:
        """Two tracks that nobody has compiled."""
        recording = None
        for name in ("video", "audio"):
            recording = tracks.join(self._caller, recording, tracks.Offer(name))
            connection = connections.connect(recording, self._caller, name)
            connections.append(connection, self._recording)
            connections.finish(recording, self._caller, track=name)

    def _sent(self, data: bytes) -> UUID:
        video = library.start(self._owner, None, "video/webm")
        connection = connections.connect(video, self._caller)
        for start in range(0, len(data), 500_000):
            connections.append(connection, data[start : start + 500_000])
        return video

    def _kept_for_a_day(self, video: UUID) -> None:
        """What came to nothing is deleted by its owner before long."""
        self._redis.rpush("month:leftovers", str(video))
        if cast(int, self._redis.llen("month:leftovers")) > 4:
            oldest = UUID(cast(bytes, self._redis.lpop("month:leftovers")).decode())
            with _refused():
                library.delete(oldest, self._caller)

    # ---- what goes wrong

    def _go_wrong(self) -> None:
        """A worker is killed in its work; a machine comes and goes; strays are left."""
        killed.in_its_scratch_folder(settings().scratch_dir)
        self._lose_a_machine()
        nobody = uuid4()
        store = get_store()
        store.put(f"{keys.video_prefix(nobody)}poster.jpg", b"jpeg", "image/jpeg")
        store.put(keys.quarantine(nobody), b"virus", "application/octet-stream")
        store.create_multipart(keys.original(nobody, "video/webm"), "video/webm")
        lost = Path(settings().spool_dir) / str(nobody)
        lost.mkdir(parents=True)
        (lost / f"{0:020d}-5").write_bytes(b"12345")

    def _lose_a_machine(self) -> None:
        """It was asked for something, had taken some of that, and is gone."""
        name = f"pod-{uuid4().hex[:8]}"
        with transaction() as work:
            work.execute(text("INSERT INTO hosts (name) VALUES (:name)"), {"name": name})
        for _ in range(2):
            jobs.drain_stalled(name)
        killed.over_a_message(queues.of_host(name))

    # ---- what beat and the workers do

    def _has_lived(self) -> None:
        """This machine's heart has beaten all the while, and its worker has seen to what lost ones had taken."""
        with celery.connection_for_read() as connection:
            connection.default_channel.qos.restore_visible(num=1000, interval=1)
        liveness.beat()
        with transaction() as work:
            since = func.now() - timedelta(days=1)
            work.execute(update(Host).where(Host.name == settings().host_id).values(steady_since=since))

    def _tick(self, digits: str) -> None:
        for tick in (
            jobs.kick_stalled_uploads,
            jobs.kick_stalled_pipelines,
            jobs.end_abandoned_recordings,
            jobs.sweep_orphans,
        ):
            tick()
            self._settle()
        source_media.tidy()
        # The bucket stays young: to the sweeps, what nobody is at work on is old.
        with patch.object(sweeping, "MULTIPART_AGE", timedelta(0)), patch.object(sweeping, "ORPHAN_AGE", timedelta(0)):
            sweeping.sweep_multipart_uploads()
            for digit in digits:
                sweeping.sweep_objects(digit)
        self._settle()

    def _settle(self) -> None:
        """Waits until the workers have nothing to do any more."""
        deadline, idle = time.monotonic() + _PATIENCE_SECONDS, 0
        # Looked at twice: a message may be on its way from its queue to the worker.
        while (idle := 0 if self._is_busy() else idle + 1) < 2:
            if time.monotonic() > deadline:
                raise TimeoutError(f"workers do not come to an end: {self._waiting()} {self._open_stages()}")
            if not self._whole:
                self._end_stages()
            time.sleep(0.05)

    def _is_busy(self) -> bool:
        at_work = len(worker_state.reserved_requests)
        return bool(at_work or any(self._waiting_for_us()) or self._open_stages() or self._finishing())

    def _waiting_for_us(self) -> list[int]:
        return [cast(int, self._redis.llen(name)) for name in self._queues()]

    def _queues(self) -> list[str]:
        return ["default", queues.of_host(settings().host_id), *(_PIPELINE if self._whole else ())]

    def _open_stages(self) -> list[tuple[UUID, str, str]]:
        """What is to be made of videos that are made something of: video, stage, state; in the stages' order."""
        query = (
            select(Stage.video_id, Stage.name, Stage.state)
            .join(Video, Video.id == Stage.video_id)
            .where(Video.status == VideoStatus.PROCESSING, Video.deleted_at.is_(None), Stage.state.not_in(ENDED))
            .order_by(Stage.id)
        )
        with transaction() as work:
            return [tuple(row) for row in work.execute(query)]

    def _finishing(self) -> int:
        with transaction() as work:
            query = select(func.count()).select_from(Upload).where(Upload.state == UploadState.FINISHING)
            return work.scalar(query) or 0

    def _end_stages(self) -> None:
        """Ends what no worker of ours would work on."""
        for video_id, name, state in self._open_stages():
            if name == "finalize" or state != StageState.PENDING:
                continue
            if claim := stages.claim(video_id, name):
                stages.finish(video_id, name, StageState.DONE, claim.attempt)
        for queue in _PIPELINE:
            self._redis.delete(queue)

    # ---- what is there

    def _rows(self) -> dict[str, int]:
        with transaction() as work:
            return {
                table.name: work.scalar(select(func.count()).select_from(table)) or 0
                for table in Base.metadata.sorted_tables
            }

    def _waiting(self) -> dict[str, int]:
        """Keys of Redis by kind, and messages."""
        found: Counter[str] = Counter()
        for key in self._redis.scan_iter():
            name = key.decode()
            kind = cast(bytes, self._redis.type(key)).decode()
            if kind == "list" and not name.startswith("month:"):
                found["messages"] += cast(int, self._redis.llen(key))
            elif name.startswith("_kombu.binding."):
                found["bindings"] += cast(int, self._redis.scard(key))
            elif kind == "hash":
                found["hash fields"] += cast(int, self._redis.hlen(key))
            elif kind != "list":
                found["other keys"] += 1
        return {f"redis: {name}": found[name] for name in ("messages", "bindings", "hash fields", "other keys")}

    def _stored(self) -> dict[str, int]:
        store = get_store()
        # Not by folders: SeaweedFS removes empty ones some minutes later, and no other store has any.
        names = store.list_keys("")
        return {
            "bucket: objects": len(names),
            "bucket: videos": len({name.split("/")[1] for name in names if name.startswith(keys.ROOT)}),
            "bucket: quarantine": len(store.list_keys(keys.QUARANTINE)),
            "bucket: multiparts": sum(1 for _ in store.open_multiparts()),
        }

    def _on_disk(self) -> dict[str, int]:
        spool, scratch = Path(settings().spool_dir), Path(settings().scratch_dir)
        return {
            "disk: spooled uploads": sum(1 for each in spool.iterdir() if each.is_dir()),
            "disk: scratch folders": sum(1 for _ in scratch.iterdir()) if scratch.is_dir() else 0,
        }


@contextmanager
def _refused() -> Iterator[None]:
    """What is refused is what was to be tried."""
    from app.errors import VideoFlowError

    try:
        yield
    except VideoFlowError:
        return


def grown(before: dict[str, int], after: dict[str, int], slack: int) -> dict[str, tuple[int, int]]:
    """What there is more of by more than `slack`, though as much was kept."""
    return {name: (before[name], count) for name, count in after.items() if count > before[name] + slack}
