"""Kills and cuts one thing after another while recordings run, and compares every byte afterwards.

    python -m benchmarks.chaos [--rounds N] [--faults a,b] [--seed S] [--recorders N]

A round: some recorders send real WebM streams of 12 to 30 MB, some as fast as they can and some spread over seconds,
by socket or plain HTTP; at a random moment one fault strikes; the recorders go on as browsers do until the recording
plays. Then each stored object is compared with the sent bytes, byte for byte behind the head, and nothing else may
be left in S3 or the spool. Each round prints the seed that repeats it: `--faults <fault> --rounds 1 --seed <seed>`.
Waits are those of the product's own settings: nothing is made quicker for this. Ends with a table.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.support import report
from benchmarks.support.faults import FAULTS
from benchmarks.support.rounds import Outcome, run_round
from benchmarks.support.world import World


def main() -> int:
    """Runs the rounds and prints them. Returns the exit status: 1 where anything was lost or left."""
    options = _options()
    print(f"seed {options.seed}; {options.recorders} recorders a round", flush=True)
    outcomes: list[Outcome] = []
    for small_disk in (False, True):
        names = [name for name in options.faults if FAULTS[name].small_disk is small_disk]
        if names:
            outcomes += _run(names, options, small_disk)
    print("\n" + report.table(outcomes))
    return 1 if any(outcome.bad for outcome in outcomes) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each fault (default: 5)")
    parser.add_argument("--faults", type=_names, default=list(FAULTS), help=f"of {', '.join(FAULTS)}")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--recorders", type=int, default=3, help="recorders in each round (default: 3)")
    parser.add_argument("--minutes", type=float, default=60.0, help="no round begins after this long (default: 60)")
    parser.add_argument("--logs", type=Path, help="a folder for a copy of all logs after each round")
    return parser.parse_args()


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(FAULTS):
        raise argparse.ArgumentTypeError(f"no such fault: {', '.join(sorted(unknown))}")
    return names


def _run(names: list[str], options: argparse.Namespace, small_disk: bool) -> list[Outcome]:
    outcomes: list[Outcome] = []
    deadline = time.monotonic() + options.minutes * 60
    # Fault after fault and again from the start, so that a run that is cut short has a bit of each.
    plan = [(name, options.seed + number) for number in range(options.rounds) for name in names]
    with _world(small_disk) as world:
        client = world.start()
        for name, seed in plan:
            if time.monotonic() < deadline:
                outcome = run_round(world, client, name, seed, options.recorders)
                print(report.line(outcome), flush=True)
                outcomes.append(outcome)
                if options.logs:
                    report.keep_logs(world, outcome, options.logs)
    return outcomes


@contextmanager
def _world(small_disk: bool) -> Iterator[World]:
    with tempfile.TemporaryDirectory(prefix="videoflow-chaos-") as folder:
        world = World(Path(folder), small_disk)
        try:
            yield world
        finally:
            world.stop()


if __name__ == "__main__":
    sys.exit(main())
