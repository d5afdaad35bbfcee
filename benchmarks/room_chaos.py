"""Kills Redis or the web server while people review a video together, and compares what each of them has afterwards.

    python -m benchmarks.room_chaos [--rounds 40] [--people 4] [--seconds 3] [--seed S] [--minutes 20]

A round: everybody comments, draws, edits and removes over HTTP as fast as hands do, and hears of it by the room. At a
random moment Redis or the web server (its processes all together) is killed and, after up to a second, started again;
every fourth round both are. People send what was not answered again, under the same name, and come back as browsers do.
Then everybody has to have what the server has: each annotation once, in its last version, none that was removed, none
missing, and none twice. Ends with a table; the exit status is 1 where anything was lost or doubled.
"""

import argparse
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from benchmarks.support.reviewer import Reviewer
from scripts.client import Client
from scripts.stack import Stack

FAULTS = (("redis",), ("web",), ("redis",), ("redis", "web"))
_LONGEST_AWAY_SECONDS = 1.0
# Versions are looked at every five seconds where Redis lost what was told; a busy machine takes longer for all of it.
_SETTLED_SECONDS = 45.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a round."""

    fault: str
    kept: int
    settled: float | None
    faults: tuple[str, ...]


def main() -> int:
    """Runs the rounds and prints them. Returns the exit status."""
    options = _options()
    print(f"seed {options.seed}; {options.people} people", flush=True)
    outcomes: list[Outcome] = []
    deadline = time.monotonic() + options.minutes * 60
    with Stack.temporary() as stack:
        stack.env["WEB_WORKERS"] = "2"
        stack.start_services()
        stack.migrate()
        stack.start_app("web")
        stack.wait_ready()
        room = _Room(stack, options)
        for number in range(options.rounds):
            if time.monotonic() > deadline:
                print("out of time", flush=True)
                break
            outcomes.append(room.round(number))
            print(f"{number + 1:3} {_line(outcomes[-1])}", flush=True)
        room.close()
    _report(outcomes, room)
    return 1 if any(each.faults for each in outcomes) or not outcomes else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=3.0, help="how long a round talks (default: 3)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--minutes", type=float, default=20.0, help="no round begins after this long (default: 20)")
    return parser.parse_args()


class _Room:
    """A video and those who review it, over all rounds: what one leaves behind the next one finds."""

    def __init__(self, stack: Stack, options: argparse.Namespace) -> None:
        self._stack, self._seconds = stack, options.seconds
        self._random = random.Random(options.seed)
        url = stack.urls["web"]
        self._owner = Client.register(url)
        self._video_id: str = self._owner.start()["video_id"]
        self._owner.call("PATCH", f"/video/{self._video_id}", json={"visibility": "workspace"})
        people = [self._owner] + [Client.register(url) for _ in range(options.people - 1)]
        for each in people[1:]:
            named = {"email": each.user["email"], "right": "comment"}
            self._owner.call("POST", f"/video/{self._video_id}/people", json=named)
        self.people = [Reviewer(each, self._video_id, options.seed + n) for n, each in enumerate(people)]

    def round(self, number: int) -> Outcome:
        """Talks while something is killed, then compares."""
        names = FAULTS[number % len(FAULTS)]
        until = time.monotonic() + self._seconds
        talking = [threading.Thread(target=each.talk, args=(until,)) for each in self.people]
        for each in talking:
            each.start()
        time.sleep(self._random.uniform(0.2, self._seconds * 0.8))
        for name in names:
            self._stack.kill(name)
        time.sleep(self._random.uniform(0.0, _LONGEST_AWAY_SECONDS))
        for name in names:
            self._stack.start(name)
        for each in talking:
            each.join(120)
        return self._compare("+".join(names), any(each.is_alive() for each in talking))

    def _compare(self, fault: str, stuck: bool) -> Outcome:
        kept = self._kept()
        begun = time.monotonic()
        while (apart := self._apart(kept)) and time.monotonic() - begun < _SETTLED_SECONDS:
            time.sleep(0.1)
        faults = [f"somebody has not {each}" for each in apart] + self._wrong(kept)
        settled = None if apart else time.monotonic() - begun
        return Outcome(fault, len(kept), settled, (*faults, *(["somebody was never answered"] if stuck else [])))

    def _kept(self) -> dict[int, Any]:
        found: dict[int, Any] = {}
        query: dict[str, Any] = {"limit": 500}
        while True:
            page = self._owner.call("GET", f"/annotations/video/{self._video_id}", params=query)
            found |= {each["id"]: each for each in page["items"]}
            if page["next_cursor"] is None:
                return found
            query["cursor"] = page["next_cursor"]

    def _apart(self, kept: dict[int, Any]) -> list[str]:
        wanted = {key: each["version"] for key, each in kept.items()}
        have = [{key: each["version"] for key, each in person.items.copy().items()} for person in self.people]
        return [f"what is kept ({len(each)} of {len(wanted)})" for each in have if each != wanted]

    def _wrong(self, kept: dict[int, Any]) -> list[str]:
        names = Counter(each["client_id"] for each in kept.values())
        said = {name for person in self.people for name in person.said}
        removed = {each for person in self.people for each in person.removed}
        # Whoever removed something had been told that it is there.
        gone = len(said - set(names))
        wrong = {
            "are there more than once": sum(names.values()) - len(names),
            "were removed and are there": len(removed & set(kept)),
            "are gone that nobody removed": gone - len(removed),
            "are there that nobody said": len(set(names) - said),
        }
        return [f"{count} {what}" for what, count in wrong.items() if count]

    def close(self) -> None:
        """Everybody leaves."""
        for each in self.people:
            each.leave()


def _line(outcome: Outcome) -> str:
    settled = "not settled" if outcome.settled is None else f"settled in {outcome.settled:.1f} s"
    return f"{outcome.fault:10} {outcome.kept:6} kept, {settled}" + "".join(
        f"\n      {each}" for each in outcome.faults
    )


def _report(outcomes: list[Outcome], room: _Room) -> None:
    total: Counter[str] = Counter()
    for person in room.people:
        total += person.tally
    print("\nfault       rounds  lost or doubled  settled in, longest")
    for fault in dict.fromkeys("+".join(each) for each in FAULTS):
        of_it = [each for each in outcomes if each.fault == fault]
        longest = max((each.settled or _SETTLED_SECONDS for each in of_it), default=0.0)
        print(f"{fault:10} {len(of_it):7} {sum(bool(each.faults) for each in of_it):16} {longest:10.1f} s")
    print(", ".join(f"{name} {count}" for name, count in sorted(total.items())))


if __name__ == "__main__":
    sys.exit(main())
