"""Recordings that show when they were made, and what a page that watches them sees; see clock_screen.js."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "clock_screen.js").read_text()
LIVE = "document.querySelector('video[data-live]')"


def delays(page: Page, count: int, pause_ms: int = 250) -> list[float]:
    """How late, in seconds, what the page shows of a running recording is, time after time."""
    found: list[float] = []
    for _ in range(4 * count):
        late = page.evaluate(f"delayOf({LIVE})")
        found += [late / 1000] if late is not None else []
        if len(found) == count:
            break
        page.wait_for_timeout(pause_ms)
    return found


@dataclass(frozen=True, slots=True)
class ChangeOver:
    """From the last picture of the running recording to the first of the finished one, in seconds: how long nothing
    new was seen, and how far the film went on meanwhile. `stalls` are the longer waits between pictures around it;
    `pictures` how many there were.
    """

    gap: float
    step: float
    stalls: list[float]
    pictures: int


def change_over(seen: dict[str, Any], around: float = 3.0) -> ChangeOver:
    """What was seen, by `watchPictures`."""
    at = seen["removed"]
    live = [each for each in seen["live"] if each[0] <= at]
    finished = [each for each in seen["finished"] if each[0] >= at] or seen["finished"][-1:]
    shown = [each[0] for each in [*live, *finished] if abs(each[0] - at) < around * 1000]
    gap, step = (finished[0][0] - live[-1][0]) / 1000, finished[0][1] - live[-1][1]
    return ChangeOver(gap, step, _waits(shown), len(shown))


def _waits(shown: list[float]) -> list[float]:
    """Between pictures that were shown at these times (ms): in seconds, where it is long enough to be seen."""
    return [(after - before) / 1000 for before, after in pairwise(shown) if after - before > 200]
