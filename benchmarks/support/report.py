"""Prints rounds as lines and all of them as a table; keeps the logs of one that went wrong."""

import shutil
import statistics
from pathlib import Path

from benchmarks.support.faults import FAULTS
from benchmarks.support.rounds import Outcome
from benchmarks.support.world import World

MB = 1_000_000


def line(outcome: Outcome) -> str:
    """One round on a line, and what went wrong on the lines below."""
    moment = f"at {outcome.moment:.0%}" if outcome.moment <= 1 else "after the stop"
    first = (
        f"{outcome.fault:16} seed {outcome.seed:<7} {moment:14} {outcome.sent / MB:6.1f} MB sent, {outcome.lost} lost;"
        f" taken again {seconds(outcome.recoveries)}, plays {seconds(outcome.waits)} after the stop"
    )
    troubles = ", ".join(f"{count} × {name}" for name, count in outcome.troubles.most_common(4))
    revived = f"; ended too: {', '.join(outcome.revived)}" if outcome.revived else ""
    more = [f"    {problem}" for problem in outcome.problems]
    if outcome.foreign:
        more.append(f"    {outcome.foreign} bytes that nobody sent")
    return "\n".join([first + (f"; {troubles}" if troubles else "") + revived, *more])


def seconds(values: list[float]) -> str:
    """The longest of some times."""
    return f"{max(values):.1f} s" if values else "–"


def table(outcomes: list[Outcome]) -> str:
    """Everything by fault, as Markdown."""
    rows = [
        "| fault | rounds | recordings | MB sent | bytes lost | left behind or wrong "
        "| taken again: median, longest (s) | plays after the stop: median, longest (s) |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    names = [name for name in FAULTS if any(each.fault == name for each in outcomes)]
    rows += [_row(FAULTS[name].what, [each for each in outcomes if each.fault == name]) for name in names]
    return "\n".join([*rows, _row("**all**", outcomes)])


def _row(what: str, outcomes: list[Outcome]) -> str:
    recoveries = [each for outcome in outcomes for each in outcome.recoveries]
    waits = [each for outcome in outcomes for each in outcome.waits]
    cells = [
        what,
        str(len(outcomes)),
        str(sum(each.recordings for each in outcomes)),
        f"{sum(each.sent for each in outcomes) / MB:,.0f}",
        str(sum(each.lost for each in outcomes)),
        str(sum(len(each.problems) + bool(each.foreign) for each in outcomes)),
        _spread(recoveries),
        _spread(waits),
    ]
    return f"| {' | '.join(cells)} |"


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.1f}, {max(values):.1f}" if values else "–"


def keep_logs(world: World, outcome: Outcome, folder: Path) -> None:
    """Copies every process's log so far."""
    target = folder / f"{outcome.fault}-{outcome.seed}"
    shutil.copytree(world.stack.logs, target, dirs_exist_ok=True)
