"""Runs the product's own code over filmed sessions, with perfect text or with an engine's, and keeps what is slow.

What was seen and read of a film is kept in a folder beside the film until the code that sees or reads is another.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.domain.documents.agreement import agreed
from app.domain.documents.clarity import clear
from app.domain.documents.evidence.changes import Change, from_json, to_json
from app.domain.documents.steps import Screen, build_steps
from app.domain.documents.words import Box, Line, Word
from app.domain.documents.words_json import from_json as lines_from_json
from app.domain.documents.words_json import to_json as lines_to_json
from app.media.ffmpeg import Shown
from app.media.look import look
from app.media.pictures import decode_grey
from app.media.probe.examine import examine
from app.ocr.frames import Keeper, KeptFrame, Pixels, Sample, samples
from app.ocr.sharpened import together
from app.ocr.watched import WATCHED_RATE, watched
from benchmarks.screencasts import text_rules
from benchmarks.screencasts.scoring import Reading, Told
from benchmarks.screencasts.sessions import Session
from benchmarks.screencasts.truth import ShownLine

ROOT = Path(__file__).resolve().parents[2]
# How much of a line's box its type is high, and of its type the ink of words with and without high and deep letters.
_TYPE = 1 / 1.16


@dataclass(frozen=True, slots=True)
class Seen:
    """What the product keeps of a film: when each frame worth reading came to be, and what changed.

    `by_text` are those that were kept before there was evidence.
    """

    kept: tuple[float, ...]
    by_text: frozenset[float]
    changes: tuple[Change, ...]


Read = Callable[[Pixels], Sequence[Line]]


def sampled(film: Path, rate: float) -> Iterator[Sample]:
    """The film, `rate` pictures a second."""
    facts = examine(film)
    assert facts.video is not None, film
    video = facts.video
    shown = Shown(film, facts.container, video.index, video.width, video.height, look(video.details))
    return samples(shown, facts.duration, rate)


def see(session: Session) -> Seen:
    """Goes through the film as the product does."""
    found = _kept(session, "seen", _digest("app/ocr", "app/media/ffmpeg.py"), lambda: _seen(session))
    return Seen(tuple(found["kept"]), frozenset(found["by_text"]), tuple(from_json(found["changes"])))


def _seen(session: Session) -> dict[str, Any]:
    kept, by_text, changes = [], [], []
    keeper = Keeper()

    def samples_for_both() -> Iterator[Sample]:
        for number, sample in enumerate(sampled(session.film, WATCHED_RATE)):
            by_text.extend(keeper.observe(sample) if number % 2 == 0 else ())
            yield sample

    for each in watched(samples_for_both()):
        if isinstance(each, KeptFrame):
            kept.append(round(each.since, 3))
        else:
            changes.append(each.change)
    by_text.extend(keeper.close())
    before = [round(each.since, 3) for each in by_text]
    return {"kept": sorted(kept), "by_text": before, "changes": to_json(changes)}


def read(session: Session, name: str, reader: Read) -> list[Screen]:
    """The kept frames with what an engine called `name` reads on them."""
    key = _digest("app/ocr", "reader", "app/domain/documents/reading_order.py", "app/domain/documents/screen_text.py")
    found = _kept(session, f"read-{name}", key, lambda: _texts(session, reader))
    starts = [each["since"] for each in found]
    return _screens(session, starts, agreed([lines_from_json(each["words"]) for each in found]))


def _texts(session: Session, reader: Read) -> list[dict[str, Any]]:
    found = []
    for same, picture in together(_kept_pictures(session)):
        words = lines_to_json(reader(picture), picture.shape[1], picture.shape[0])
        found += [{"since": each.since, "words": words} for each in same]
    return found


def _kept_pictures(session: Session) -> Iterator[tuple[KeptFrame, Pixels]]:
    for each in watched(sampled(session.film, WATCHED_RATE)):
        if isinstance(each, KeptFrame):
            yield each, decode_grey(each.jpeg())


def perfect(session: Session, seen: Seen) -> list[Screen]:
    """The kept frames with what truly stands on them."""
    last = session.truth.duration - 0.05
    lines = [tuple(_line(line) for line in session.truth.at(min(since + 0.02, last))) for since in seen.kept]
    return _screens(session, seen.kept, lines)


def _screens(session: Session, starts: Sequence[float], lines: Sequence[tuple[Line, ...]]) -> list[Screen]:
    ends = [*starts[1:], session.truth.duration]
    return [Screen(since, max(since, end), each, "") for since, end, each in zip(starts, ends, lines, strict=True)]


def told(session: Session, screens: Sequence[Screen], changes: Sequence[Change]) -> list[Told]:
    """The guide that the product writes."""
    steps = build_steps(screens, changes, session.truth.width / session.truth.height)
    return [Told(step.timestamp, step.title, step.kind.value) for step in steps]


def told_by_text(session: Session, screens: Sequence[Screen], seen: Seen) -> list[Told]:
    """The guide as it was written before there was evidence: of text alone."""
    kept = [each for each in screens if each.timestamp in seen.by_text]
    ends = [*(each.timestamp for each in kept[1:]), session.truth.duration]
    old = [text_rules.Screen(each.timestamp, end, each.lines, "") for each, end in zip(kept, ends, strict=True)]
    return [Told(step.timestamp, step.title) for step in text_rules.build_steps(old)]


def readings(screens: Sequence[Screen]) -> list[Reading]:
    """What was read, by time."""
    texts = clear([each.lines for each in screens])
    return [
        Reading(each.timestamp, each.end, tuple(line.text for line in lines))
        for each, lines in zip(screens, texts, strict=True)
    ]


def _line(shown: ShownLine) -> Line:
    """A line of the truth as an engine would give it: ink, word by word."""
    left, top, width, height = shown.box
    size, signs = height * _TYPE, max(1, len(shown.text))
    words, at = [], 0
    for text in shown.text.split():
        start = shown.text.index(text, at)
        at = start + len(text)
        word = Word(text, Box(left + width * start / signs, 0, width * len(text) / signs, 1.0), 99.0)
        # The size of a word is told from its ink: turned around, its ink is what gives this size.
        ink = size / word.size
        words.append(Word(text, Box(word.box.left, top + (height - ink) / 2, word.box.width, ink), 99.0))
    return Line(tuple(words))


def _kept(session: Session, name: str, key: str, make: Callable[[], Any]) -> Any:
    path = session.film.with_name(f"{session.seed}-{name}-{key}.kept")
    if not path.exists():
        for old in session.film.parent.glob(f"{session.seed}-{name}-*.kept"):
            old.unlink()
        path.write_text(json.dumps(make()))
    return json.loads(path.read_text())


def _digest(*places: str) -> str:
    files = [file for place in places for file in sorted((ROOT / place).rglob("*.py") or [ROOT / place])]
    files += [ROOT / place for place in places if place.endswith(".py")]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10] + f"-{sys.version_info[1]}"
