"""Guides of filmed sessions, judged: ours, ours before there was evidence, and plain Tesseract on a frame a second.

    python -m benchmarks.screencasts [--seeds 100-112] [--perfect | --engine NAME] [--folder /tmp]

Seeds 0 to 19 are what rules are tuned on; from 100 on nobody has looked. With `--perfect` nothing is read: the rules
get what truly stands on the frames. Films, and what was read of them, are kept in the folder: a second run is quick.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytesseract

from app.ocr.choice import engine_of
from app.ocr.engine import Pixels
from app.ocr.screens import Screens
from benchmarks.screencasts import runs
from benchmarks.screencasts.scoring import Reading, Tally, score_lines, score_steps
from benchmarks.screencasts.sessions import Session, sessions


def naive(session: Session) -> list[Reading]:
    """Every second's frame as Tesseract reads it by itself."""
    return [
        Reading(sample.time, sample.time + 1.0, tuple(_lines(sample.luma))) for sample in runs.sampled(session.film, 1)
    ]


def _lines(grey: Pixels) -> Iterable[str]:
    text: str = pytesseract.image_to_string(grey)
    return (line for line in text.splitlines() if line.strip())


def judge(session: Session, engine: str | None) -> dict[str, Tally]:
    """All ways over one film, read by an engine of that name, or with perfect text."""
    seen = runs.see(session)
    if engine is None:
        screens = runs.perfect(session, seen)
    else:
        reader = Screens(engine_of(engine, "en, de, fr"))
        screens = runs.read(session, engine, lambda picture: reader.read(picture).lines)
    ours = score_steps(session.truth.steps, runs.told(session, screens, seen.changes))
    before = score_steps(session.truth.steps, runs.told_by_text(session, screens, seen))
    found = {"ours": ours, "text rules": before}
    if engine is not None:
        ours.add(score_lines(session.truth.lines, runs.readings(screens)))
        found["naive"] = score_lines(session.truth.lines, naive(session))
    return found


def table(found: dict[str, Tally]) -> str:
    """Everything as Markdown."""
    rows = ["| | " + " | ".join(found) + " |", "|---|" + "--:|" * len(found)]
    rows += [f"| {name} | " + " | ".join(cell(each) for each in found.values()) + " |" for name, cell in _CELLS.items()]
    kinds = sorted({kind for each in found.values() for kind in each.wanted})
    rows += [
        f"| F1 of {kind} | "
        + " | ".join(_number(each.f1_of(kind), each.wanted[kind]) for each in found.values())
        + " |"
        for kind in kinds
    ]
    return "\n".join(rows)


def _number(value: float, of: int) -> str:
    return f"{value:.2f}" if of else "–"


_CELLS = {
    "lines found": lambda each: _number(each.lines_found / max(1, each.lines), each.lines),
    "lines right": lambda each: _number(each.read_right / max(1, each.read), each.read),
    "wrong signs": lambda each: _number(each.wrong_signs / max(1, each.signs), each.signs),
    "steps to be told": lambda each: str(each.wanted.total() or "–"),
    "step F1": lambda each: _number(each.f1, each.wanted.total()),
    "step recall": lambda each: _number(each.recall, each.wanted.total()),
    "step precision": lambda each: _number(each.precision, each.wanted.total()),
    "titles that name the thing": lambda each: _number(each.named / max(1, each.found.total()), each.wanted.total()),
    "titles as a person's": lambda each: _number(each.as_a_person / max(1, each.found.total()), each.wanted.total()),
    "right kind": lambda each: _number(each.same_kind / max(1, each.found.total()), each.wanted.total()),
    "duplicates": lambda each: _number(each.duplicates / max(1, each.told.total()), each.wanted.total()),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints each film's figures as they come, and the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screencasts")
    parser.add_argument("--seeds", default="100-112")
    parser.add_argument("--perfect", action="store_true")
    parser.add_argument("--engine", default="ppocr")
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args(arguments)
    first, _, last = wanted.seeds.partition("-")
    totals: dict[str, Tally] = defaultdict(Tally)
    for session in sessions(range(int(first), int(last or first) + 1), wanted.folder):
        found = judge(session, None if wanted.perfect else wanted.engine)
        for name, tally in found.items():
            totals[name].add(tally)
        figures = "  ".join(f"{name}: F1 {each.f1:.2f}" for name, each in found.items() if each.wanted)
        print(f"{session.seed:4} {session.truth.scene:9} {session.truth.language}  {figures}", flush=True)
    print(table(totals))


if __name__ == "__main__":
    main()
