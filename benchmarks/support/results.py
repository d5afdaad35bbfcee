"""Keeps what rounds found out in a file, a JSON object a line, so that many short runs make one table."""

import json
from collections import Counter
from dataclasses import fields
from pathlib import Path

from benchmarks.support.rounds import Outcome


def append(path: Path, outcome: Outcome) -> None:
    """Adds one round."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(json.dumps({field.name: getattr(outcome, field.name) for field in fields(outcome)}) + "\n")


def load(path: Path) -> list[Outcome]:
    """All rounds, in the order in which they ran; none where there is no such file."""
    if not path.exists():
        return []
    return [_outcome(line) for line in path.read_text().splitlines()]


def _outcome(line: str) -> Outcome:
    values = json.loads(line)
    return Outcome(**values | {"troubles": Counter(values["troubles"])})
