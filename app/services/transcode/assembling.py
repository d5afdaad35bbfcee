"""Puts a run together: what is made of the whole video in one go, the pieces behind each other, and the MP4."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from app.domain.transcode.sounds import Sound
from app.errors import StageSkipped, VideoFlowError
from app.media import hls
from app.services.transcode import encoding, pieces
from app.services.transcode.encoding import Rendered
from app.services.transcode.plan import Plan
from app.services.transcode.renditions import Made
from app.storage.s3 import get_store


@contextmanager
def whole_made_beside(plan: Plan, path: Path, prefix: str) -> Iterator["Future[Made]"]:
    """Makes the sounds, and stores the rung that was copied, while the body runs. A fault in the body stops it.

    1. One thread beside the body, which waits for other workers' pieces most of the time: ffmpeg does the work of both.
    2. The body's fault sets `stop`, and the next sign of progress ends the thread's ffmpeg by an exception.
    3. Leaving waits for the thread, so that nothing writes into a folder that is about to go.
    """
    stop = threading.Event()
    store = get_store()

    def report(progress: float) -> None:
        if stop.is_set():
            raise StageSkipped("The conversion was given up.")

    def make() -> Made:
        made: Made = {}
        if plan.copied:
            into = f"{prefix}{plan.copied.name}/"
            made[plan.copied.name] = encoding.copied(store, plan, plan.copied, into, path.parent)
        for sound in plan.sounds:
            whole = _whole_sound(path.parent, sound)
            whole.parent.mkdir()
            source, into = plan.source(path, sound), f"{prefix}{sound.name}/"
            made[sound.name] = encoding.sound(store, source, plan, into, whole.parent, report)
        return made

    with ThreadPoolExecutor(1, thread_name_prefix="whole") as pool:
        future = pool.submit(make)
        try:
            yield future
        except BaseException:
            stop.set()
            raise


def from_pieces(run_id: UUID, plan: Plan) -> Made:
    """The rungs that were encoded, their segments in order. Raises VideoFlowError where pieces do not fit together."""
    results = pieces.results(run_id)
    if len(results) != len(plan.pieces):
        raise StageSkipped("The conversion was given up.")
    made: Made = {}
    for rung in plan.rungs:
        parts = [result[rung.name] for result in results]
        if len({part["digest"] for part in parts}) != 1:
            # Workers with different versions of ffmpeg, as while a new one is rolled out.
            raise VideoFlowError("pieces_differ", "The workers' encoders do not agree.", http_status=500)
        first = parts[0]
        items = [item for part in parts for item in part["items"]]
        made[rung.name] = Rendered(first["codec"], first["init"], first["digest"], items)
    return made


def download(key: str, plan: Plan, made: Made, folder: Path) -> int:
    """Stores the top rung with the sounds as one MP4; returns its size in bytes."""
    top = plan.all_rungs[:1]
    picture = _joined(made[top[0].name], folder / "picture.mp4") if top else None
    sounds = [(_whole_sound(folder, sound), sound) for sound in plan.sounds if sound.name in made]
    target = folder / "download.mp4"
    with encoding.understood():
        argv = hls.download_args(picture, sounds, target)
        encoding.run_ffmpeg(argv, encoding.limits(plan.seconds), "out_time_us", lambda done: None)
    get_store().upload_file(key, target, encoding.VIDEO_TYPE if top else encoding.AUDIO_TYPE)
    return target.stat().st_size


def _whole_sound(folder: Path, sound: Sound) -> Path:
    """Where a sound is in one file once it is encoded."""
    return folder / sound.name / "sound.mp4"


def _joined(rendered: Rendered, path: Path) -> Path:
    """All segments in one file; other workers made some of them."""
    store = get_store()
    with encoding.understood(), path.open("wb") as file:
        for key in (rendered.init_key, *(key for key, _, _ in rendered.items)):
            file.write(store.get(key))
    return path
