"""Kills and cuts one thing after another while recordings run, and compares every byte afterwards.

    python -m benchmarks.chaos [--rounds N] [--faults a,b] [--seed S] [--recorders N] [--minutes M] [--results FILE]
    python -m benchmarks.chaos --table FILE…

A round: some recorders send real WebM streams of 6 to 18 MB, some as fast as they can and some spread over seconds,
by socket or plain HTTP; at a random moment one fault strikes; the recorders go on as browsers do until the recording
plays. Then each stored object is compared with the sent bytes, byte for byte behind the head, and nothing else may
be left in S3 or the spool. Where PostgreSQL or Redis is away, a film is transcoded and read meanwhile, and all that is
made of it and of the recordings must be done, and begun once (benchmarks/support/outages.py). Each round prints the
seed that repeats it: `--faults <fault> --rounds 1 --seed <seed>`.
Waits are the product's own, but for two that are shortened (docs/reliability.md). Ends with a table, also on Ctrl-C.

Many short runs add up to one: with `--results` each round is written to the file as it ends, and the faults that have
the fewest rounds there come next; `--table` prints all rounds of some files.
"""

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from benchmarks.support import outages, report, results, rounds
from benchmarks.support.faults import FAULTS
from benchmarks.support.rounds import Outcome
from benchmarks.support.world import CannotMount, World
from scripts.supervision import ProcessDied

LONG_ROUND_SECONDS = 60.0


def main() -> int:
    """Runs the rounds and prints them. Returns the exit status: 1 where anything was lost or left."""
    options = _options()
    outcomes: list[Outcome] = []
    broken = False
    if options.table:
        outcomes = [outcome for path in options.table for outcome in results.load(path)]
    else:
        print(f"seed {options.seed}; {options.recorders} recorders a round", flush=True)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        try:
            _run(options, outcomes)
        except KeyboardInterrupt:
            print("stopped; the round under way does not count", flush=True)
        except ProcessDied as problem:
            print(f"broken off: {problem}", flush=True)
            broken = True
    print("\n" + report.table(outcomes))
    return 1 if broken or any(outcome.bad for outcome in outcomes) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=12, help="rounds of each fault (default: 12)")
    parser.add_argument("--faults", type=_names, default=list(FAULTS), help=f"of {', '.join(FAULTS)}")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--recorders", type=int, default=3, help="recorders in each round (default: 3)")
    parser.add_argument("--minutes", type=float, default=90.0, help="no round begins after this long (default: 90)")
    parser.add_argument("--results", type=Path, help="a file to which each round is added, a JSON object a line")
    parser.add_argument("--table", type=Path, nargs="+", help="print the rounds of these files, and run none")
    parser.add_argument("--logs", type=Path, help="a folder for all logs of rounds that went wrong or were long")
    return parser.parse_args()


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(FAULTS):
        raise argparse.ArgumentTypeError(f"no such fault: {', '.join(sorted(unknown))}")
    return names


def _run(options: argparse.Namespace, outcomes: list[Outcome]) -> None:
    deadline = time.monotonic() + options.minutes * 60
    earlier = results.load(options.results) if options.results else []
    with _world(options.faults) as (world, names):
        client = world.start()
        for name, seed in _plan(names, options.rounds, options.seed, Counter(each.fault for each in earlier)):
            if time.monotonic() > deadline:
                return
            round_of = outages.run_round if FAULTS[name].outage else rounds.run_round
            outcome = round_of(world, client, name, seed, options.recorders)
            print(report.line(outcome), flush=True)
            outcomes.append(outcome)
            if options.results:
                results.append(options.results, outcome)
            if options.logs and (outcome.bad or outcome.seconds > LONG_ROUND_SECONDS):
                report.keep_logs(world, outcome, options.logs)


def _plan(names: list[str], rounds: int, seed: int, had: Counter[str]) -> Iterator[tuple[str, int]]:
    """Fault by fault, the one with the fewest rounds first: a run that is cut short has a bit of each."""
    left = dict.fromkeys(names, rounds)
    while left:
        name = min(left, key=lambda each: had[each])
        yield name, seed + rounds - left[name]
        had[name] += 1
        left[name] -= 1
        if not left[name]:
            del left[name]


@contextmanager
def _world(names: list[str]) -> Iterator[tuple[World, list[str]]]:
    """The product, and those of the faults that can strike it here."""
    with tempfile.TemporaryDirectory(prefix="videoflow-chaos-") as folder:
        try:
            world = World(Path(folder), small_disk=any(FAULTS[name].small_disk for name in names))
        except CannotMount as problem:
            print(f"no small disk, and no fault that needs one: {problem}", flush=True)
            names = [name for name in names if not FAULTS[name].small_disk]
            world = World(Path(folder), small_disk=False)
        try:
            yield world, names
        finally:
            world.stop()


def _interrupt(number: int, frame: FrameType | None) -> None:
    # A second one must not break off the orderly end that the first one began.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
