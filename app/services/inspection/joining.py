"""Makes one file of one whose recorder was started more than once: its takes joined, seekable to the end.

1. Each take is cut out into a file of its own. One of MP4 is put into Matroska, as it is.
2. What its tracks are, and how long they last, is read while it passes.
3. The rules of `domain.takes` say what is copied, and what is encoded to fit.
4. The files, all with the same tracks by now, are put one behind the other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import BinaryIO

from app.domain import takes
from app.domain.takes import Step
from app.domain.uploads.containers import Container
from app.domain.webm import Take, WebmIndexer
from app.errors import VideoFlowError
from app.media import process
from app.media.ffmpeg import concat_args, concat_list, even_out_args, straight_args
from app.media.probe.streams import parse_streams, read_header
from app.media.probe.takes import mp4_takes
from app.services.uploads import webm_index

_BLOCK = 1024 * 1024
# Copying takes seconds; encoding an hour of 1080p on a busy machine may take more than one.
_LIMITS = process.Limits(seconds=2.5 * 3600)

Report = Callable[[float], None]
# Bytes [start, stop) of a take.
Range = tuple[int, int]
# Where takes that last so many seconds begin, in seconds; None lasts one with nothing in it.
Place = Callable[[Sequence[float | None]], Sequence[float]]


def one_by_one(lasting: Sequence[float | None]) -> list[float]:
    """Each where the one before it ends."""
    return list(accumulate((lasts or 0.0 for lasts in lasting[:-1]), initial=0.0))


@dataclass(frozen=True, slots=True)
class Joined:
    """The file made of the takes, which lasts so many seconds. `mime_type` is None where it is the same as before.

    `late`: how many seconds after the first take the first one is that has something in it.
    """

    path: Path
    seconds: float
    mime_type: str | None
    late: float = 0.0


def takes_of(path: Path, container: Container) -> list[Range]:
    """The takes of a file: one for most, none where it cannot be told."""
    if container in (Container.MP4, Container.QUICKTIME):
        return mp4_takes(path)
    if container not in (Container.WEBM, Container.MATROSKA):
        return []
    with path.open("rb") as file:
        return [(each["start"], each["stop"]) for each in webm_index.takes_in(file)]


def join(
    path: Path, container: Container, ranges: Sequence[Range], report: Report, place: Place = one_by_one
) -> Joined:
    """Joins the takes of a file into one beside it. `place` says where; what is between them is a gap.

    Raises VideoFlowError `not_a_video` where none has a frame; ProcessFailed, retryable.
    """
    is_mp4 = container in (Container.MP4, Container.QUICKTIME)
    found = _split(path, ranges, container)
    report(0.1)
    steps = takes.plan([take for _, take in found.values()])
    even = _even_out([file for file, _ in found.values()], steps, lambda share: report(0.1 + 0.8 * share))
    form = takes.form(steps, is_mp4)
    lasting = dict(zip(found, (step.seconds for step in steps), strict=True))
    places = place([lasting.get(number) for number in range(len(ranges))])
    begins = [places[number] for number in found]
    end = begins[-1] + steps[-1].seconds
    target = _concatenate(even, [later - begin for begin, later in pairwise([*begins, end])], form)
    kept = all(step.copies for step in steps) and not is_mp4
    return Joined(target, end - begins[0], None if kept else takes.mime_type(steps, form), begins[0])


def _split(original: Path, ranges: Sequence[Range], container: Container) -> dict[int, tuple[Path, Take]]:
    """By its number, a file for each take that has a frame, and what is in it.

    Raises VideoFlowError `not_a_video` where none has.
    """
    found: dict[int, tuple[Path, Take]] = {}
    with original.open("rb") as source:
        for number, (start, stop) in enumerate(ranges):
            path = original.with_name(f"take-{number:03d}.webm")
            _cut(source, start, stop, path)
            if container in (Container.MP4, Container.QUICKTIME) and not _in_matroska(path, container):
                continue
            take = _read(path)
            if take.filled:
                found[number] = (path, take)
    if not found:
        raise VideoFlowError("not_a_video", "The recording holds no picture and no sound.", http_status=422)
    return found


def _cut(source: BinaryIO, start: int, stop: int, path: Path) -> None:
    source.seek(start)
    with path.open("wb") as file:
        while block := source.read(min(_BLOCK, stop - start)):
            file.write(block)
            start += len(block)


def _in_matroska(path: Path, container: Container) -> bool:
    """Puts a take's tracks into Matroska; False where there is nothing in it that can be read."""
    target = path.with_suffix(".part")
    try:
        played = parse_streams(read_header(path, container), container).played
        streams = [index for index in (played.video, played.audio) if index is not None]
        if not streams:
            return False
        process.run(straight_args(path, container, sorted(streams), "matroska", target), _LIMITS)
    except process.ProcessFailed as error:
        # One that broke off within its head is no take. A killed ffmpeg is another matter.
        if not error.blames_input:
            raise
        return False
    target.replace(path)
    return True


def _read(path: Path) -> Take:
    indexer = WebmIndexer()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            indexer.push(block)
    return indexer.result().takes[0]


def _even_out(files: Sequence[Path], steps: Sequence[Step], report: Report) -> list[Path]:
    """Brings every take to the same tracks, in files that know how long they are."""
    whole = sum(step.seconds for step in steps) or 1.0
    before = 0.0
    even = []
    for path, step in zip(files, steps, strict=True):
        target = path.with_suffix(".mkv")
        for line in process.lines(even_out_args(path, step, target), _LIMITS):
            name, _, value = line.partition("=")
            if name == "out_time_us" and value.isdigit():
                report((before + min(int(value) / 1e6, step.seconds)) / whole)
        before += step.seconds
        path.unlink()
        even.append(target)
    return even


def _concatenate(files: Sequence[Path], lasting: Sequence[float], form: str) -> Path:
    """Each file lasts until the next one begins."""
    entries = [(path.name, seconds) for path, seconds in zip(files, lasting, strict=True)]
    listing = files[0].with_name("takes.ffconcat")
    listing.write_text(concat_list(entries))
    target = listing.with_name("joined")
    process.run(concat_args(listing, target, form), _LIMITS)
    return target
