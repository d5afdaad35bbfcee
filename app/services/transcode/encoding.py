"""Makes renditions of a source on disk and stores their segments: a piece of all sizes, or the whole video's sound."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from app.domain.transcode.ladder import Rung
from app.domain.transcode.pieces import Piece
from app.errors import VideoFlowError, said_when_full
from app.media import fmp4, hls, process
from app.media.hls import Encoding, Source
from app.services.transcode.plan import Plan
from app.storage.s3 import ObjectStore

log = structlog.get_logger()

Report = Callable[[float], None]

VIDEO_TYPE = "video/mp4"
AUDIO_TYPE = "audio/mp4"
# Uploads are round trips to S3, a few seconds of video each.
_UPLOADS = 8


@dataclass(slots=True)
class Rendered:
    """One rendition, or a part of one: its initialisation segment and `[key, seconds, bytes]` of each segment."""

    codec: str
    init_key: str
    init_digest: str
    items: list[list[Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As it is kept in a piece's row."""
        return {"codec": self.codec, "init": self.init_key, "digest": self.init_digest, "items": self.items}


def limits(seconds: float) -> process.Limits:
    """What ffmpeg may take for so many seconds of video: a slow machine needs some times their length."""
    return process.Limits(seconds=300 + 40 * seconds, memory=8 * process.GIB)


def encode(source: Source, piece: Piece, plan: Plan, threads: int, folder: Path, report: Report) -> None:
    """Makes `<rung>.mp4` of every rung in `folder`. Raises VideoFlowError, for good where the source is to blame."""
    argv = hls.piece_args(source, piece, plan.rungs, Encoding(plan.fps, plan.preset, threads), folder)
    frames = piece.stop - piece.start
    # What lies between the keyframe and the piece is decoded, too.
    behind = float(piece.start / plan.fps) - (piece.seek or 0.0)
    with understood():
        run_ffmpeg(argv, limits(frames / float(plan.fps) + behind), "frame", lambda done: report(done / frames))


def copy(source: Source, plan: Plan, folder: Path) -> bool:
    """Makes `<rung>.mp4` of the rung that is copied; False where its fragments are not as the plan has them."""
    if plan.copied is None:
        return False
    try:
        argv = hls.copy_args(source, plan.copied, plan.fps, folder)
        run_ffmpeg(argv, limits(plan.seconds), "frame", lambda done: None)
        return copied_groups(fmp4.layout(folder / f"{plan.copied.name}.mp4"), plan) is not None
    except process.ProcessFailed as error:
        if not error.blames_input:
            raise
        return False


def copied_groups(layout: fmp4.Layout, plan: Plan) -> list[list[fmp4.Fragment]] | None:
    """The fragments of each segment; None where one of these begins within a fragment, or elsewhere."""
    scale = layout.timescale / plan.fps
    groups: list[list[fmp4.Fragment]] = []
    waiting = [int(cut * scale) for cut in plan.cuts]
    for fragment in layout.fragments:
        # Clocks that count milliseconds are off by one at most.
        if waiting and abs(fragment.start - waiting[0]) <= layout.timescale / 900:
            waiting.pop(0)
            groups.append([])
        if not groups:
            return None
        groups[-1].append(fragment)
    late = any(fragment.delay for fragment in layout.fragments)
    return None if waiting or late else groups


def copied(store: ObjectStore, plan: Plan, rung: Rung, prefix: str, folder: Path) -> Rendered:
    """Stores the segments of the rung that was copied."""
    path = folder / f"{rung.name}.mp4"
    found = fmp4.layout(path)
    return store_rung(store, path, copied_groups(found, plan) or [], found, prefix, 0)


def check(layout: fmp4.Layout, piece: Piece, plan: Plan) -> None:
    """Every segment begins where it should and holds the frames it should. Raises VideoFlowError for good."""
    scale = layout.timescale / plan.fps
    stops = (*piece.cuts[1:], piece.stop)
    wanted = [(int(cut * scale), stop - cut) for cut, stop in zip(piece.cuts, stops, strict=True)]
    found = [(fragment.start, fragment.samples) for fragment in layout.fragments]
    if not found:
        raise VideoFlowError("no_frames", "No picture of the video can be shown.", http_status=422)
    if found != wanted or any(fragment.delay for fragment in layout.fragments):
        message = "The video cannot be converted: its pictures have no order that can be relied on."
        raise VideoFlowError("not_transcodable", message, http_status=422)


def store_rung(
    store: ObjectStore,
    path: Path,
    groups: Sequence[Sequence[fmp4.Fragment]],
    found: fmp4.Layout,
    prefix: str,
    first: int,
) -> Rendered:
    """Uploads the initialisation segment and one object for each group of fragments; `first` is the first's number.

    Each piece is encoded by itself, and all have to begin with the same segment: its digest is compared once the pieces
    are put together, as an encoder of another version would make another one.
    """
    with path.open("rb") as file:
        init = file.read(found.init_size)
    rendered = Rendered(found.codec, f"{prefix}init.mp4", hashlib.sha256(init).hexdigest())
    store.put(rendered.init_key, init, VIDEO_TYPE)

    def upload(place: int) -> list[Any]:
        # Numbered through all pieces: players take a number that comes again for a segment they have had.
        data = fmp4.read(path, list(groups[place]), first + place + 1)
        key = f"{prefix}{first + place:05d}.m4s"
        store.put(key, data, VIDEO_TYPE)
        ticks = sum(fragment.duration for fragment in groups[place])
        return [key, round(ticks / found.timescale, 6), len(data)]

    with ThreadPoolExecutor(_UPLOADS) as pool:
        rendered.items = list(pool.map(upload, range(len(groups))))
    return rendered


def piece(
    store: ObjectStore,
    source: Source,
    piece: Piece,
    plan: Plan,
    prefix: Callable[[Rung], str],
    threads: int,
    folder: Path,
    report: Report,
) -> dict[str, Any]:
    """Encodes a piece and stores its segments; returns what its row keeps.

    1. All rungs in one command: the source is decoded once.
    2. Every rung has to have the frames that were planned, at the planned times, before anything of it is stored.
    3. Segments keep the names and numbers that they have in the whole video, whoever makes the piece.
    """
    encode(source, piece, plan, threads, folder, lambda done: report(0.95 * done))
    result = {}
    for number, rung in enumerate(plan.rungs, start=1):
        path = folder / f"{rung.name}.mp4"
        found = fmp4.layout(path)
        check(found, piece, plan)
        groups = [[fragment] for fragment in found.fragments]
        first = plan.cuts.index(piece.start)
        result[rung.name] = store_rung(store, path, groups, found, prefix(rung), first).as_json()
        report(0.95 + 0.05 * number / len(plan.rungs))
    return result


def sound(store: ObjectStore, source: Source, plan: Plan, prefix: str, folder: Path, report: Report) -> Rendered:
    """Encodes the whole video's sound and stores its segments; leaves it in `sound.mp4`, too."""
    argv = hls.sound_args(source, plan.seconds, plan.segment, folder)
    with understood():
        run_ffmpeg(argv, limits(plan.seconds), "out_time_us", lambda done: report(0.9 * done / 1e6 / plan.seconds))
    listed = hls.sound_segments(folder)
    init = (folder / "sound-init.mp4").read_bytes()
    rendered = Rendered("mp4a.40.2", f"{prefix}init.mp4", hashlib.sha256(init).hexdigest())
    store.put(rendered.init_key, init, AUDIO_TYPE)

    def upload(place: int) -> list[Any]:
        seconds, path = listed[place]
        data = path.read_bytes()
        key = f"{prefix}{place:05d}.m4s"
        store.put(key, data, AUDIO_TYPE)
        return [key, seconds, len(data)]

    with ThreadPoolExecutor(_UPLOADS) as pool:
        rendered.items = list(pool.map(upload, range(len(listed))))
    with (folder / "sound.mp4").open("wb") as whole:
        for path in (folder / "sound-init.mp4", *(path for _, path in listed)):
            whole.write(path.read_bytes())
            path.unlink()
    report(1.0)
    return rendered


def run_ffmpeg(argv: Sequence[str], limit: process.Limits, key: str, report: Report) -> None:
    """Runs a command whose progress comes on stdout, and hands on one of its figures as it grows."""
    highest = 0.0
    for line in process.lines(argv, limit):
        name, _, value = line.partition("=")
        if name == key and value.isdigit() and float(value) >= highest:
            highest = float(value)
            report(highest)


@contextmanager
def understood() -> Iterator[None]:
    """Says in words for people what went wrong, and whether trying again can help."""
    try:
        with said_when_full():
            yield
    except process.ProcessFailed as error:
        if not error.blames_input:
            raise
        log.warning("not transcodable", error=str(error))
        message = "The video cannot be converted: it is damaged, or of a kind that we do not know."
        raise VideoFlowError("not_transcodable", message, http_status=422) from error
