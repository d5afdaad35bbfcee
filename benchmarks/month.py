"""A simulated month: what is still there after thirty days of a small team, though only the last recordings are kept.

    python -m benchmarks.month [--days N] [--quick]

Each day people record, leave, upload, sign in and out, and something goes wrong; then the clock is moved by a day, in
steps, and beat's tasks run as they would (benchmarks/support/month.py). Real PostgreSQL, Redis and object store, a real
Celery worker; with `--quick` nothing is made of the recordings. Prints how much there is of everything after some days
as a table, and ends with status 1 where anything has grown once as much went as came.
"""

import argparse
import os
import sys
from pathlib import Path

from scripts.stack import Stack

# What is kept for days is kept for fewer, so that it has come to its end long before the month has.
_KEPT = ("KEEP_ABORTED_DAYS", "KEEP_SIGN_INS_DAYS", "REFRESH_TOKEN_DAYS", "AUDIT_DAYS")
SETTINGS = {"LOG_LEVEL": "ERROR"} | dict.fromkeys(_KEPT, "3")
# By then all that is kept for a while was kept for as long as that: machines are for a week.
SETTLED_DAY = 10
RECORDING = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "media" / "guide.webm"
# The same actions leave a little more or less, as they are quick or slow.
SLACK = 3
_SHOWN = (1, 2, 5, SETTLED_DAY, 15, 20, 25)


def main() -> int:
    """Lives through the days. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--quick", action="store_true", help="store the recordings, and make nothing of them")
    options = parser.parse_args()
    with Stack.temporary() as stack:
        stack.env |= SETTINGS
        stack.start_services()
        stack.migrate()
        os.environ.update(stack.full_env())
        return _live(options.days, not options.quick)


def _live(days: int, whole: bool) -> int:
    # Some of ours read the environment when they are imported.
    from benchmarks.support.month import Month, grown
    from workers.celery_app import flask_app

    found: list[dict[str, int]] = []
    with flask_app.app_context():
        month = Month(flask_app, RECORDING.read_bytes(), whole)
        with month.worker():
            for day in range(1, days + 1):
                month.day()
                found.append(month.counts())
                print(f"day {day}: {sum(found[-1].values())} in all", flush=True)
    print("\n" + _table(found))
    more = grown(found[min(SETTLED_DAY, days) - 1], found[-1], SLACK)
    for name, (before, after) in more.items():
        print(f"grown: {name} from {before} to {after}")
    return 1 if more else 0


def _table(found: list[dict[str, int]]) -> str:
    """Some of the days side by side, as Markdown."""
    days = [day for day in _SHOWN if day < len(found)] + [len(found)]
    rows = [f"| after day | {' | '.join(map(str, days))} |", f"|---|{'--:|' * len(days)}"]
    rows += [f"| {name} | {' | '.join(str(found[day - 1][name]) for day in days)} |" for name in found[0]]
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
