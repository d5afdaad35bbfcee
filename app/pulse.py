"""The sign of life beside a piece of work: says that it goes on and how far it is, whatever becomes of the saying.

The work itself only remembers a number. Two threads beside it write that down: one to the database, which decides who
is lost, and one to whoever looks on; so that neither can fail the work or keep it waiting, and a Redis that hangs
keeps no sign of life back.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context

from app import loops
from app.domain import times
from app.errors import StageSkipped

# Progress in smaller steps than this is not worth a write.
STEP = 0.02
# The threads end by themselves; nobody waits for one that hangs in a call.
_JOIN_SECONDS = 1.0

Beat = Callable[[float], bool]
Tell = Callable[[float], object]


class Pulse:
    """How far the work is, from 0 to 1, and whether it is still ours to do."""

    def __init__(self) -> None:
        self.progress = 0.0
        self._lost = False
        self._stop = threading.Event()
        self._news = (threading.Event(), threading.Event())
        self._told = -1.0

    def report(self, progress: float) -> None:
        """Remembers how far the work is. Raises StageSkipped where somebody else does it by now."""
        if self._lost:
            raise StageSkipped("Another worker does this by now.")
        self.progress = min(max(progress, 0.0), 1.0)
        if self.progress - self._told >= STEP or self.progress >= 1.0 > self._told:
            self._told = self.progress
            self._wake()

    def _wake(self) -> None:
        for news in self._news:
            news.set()

    def _end(self) -> None:
        self._stop.set()
        self._wake()

    def _beating(self, beat: Beat) -> Callable[[], None]:
        news = self._news[0]

        def turn() -> None:
            news.wait(times.BEAT)
            news.clear()
            if not self._stop.is_set() and not beat(self.progress):
                self._lost = True
                self._stop.set()

        return turn

    def _telling(self, tell: Tell) -> Callable[[], None]:
        news = self._news[1]

        def turn() -> None:
            news.wait()
            news.clear()
            if not self._stop.is_set():
                tell(self.progress)

        return turn


@contextmanager
def beside(name: str, beat: Beat, tell: Tell | None = None) -> Iterator[Pulse]:
    """Calls `beat` with the progress every BEAT and when it moved, as long as the body runs; `tell` when it moved.

    `beat` returns whether the work is still ours. What either raises is logged, and tried again.
    """
    pulse = Pulse()
    turns = {name: pulse._beating(beat)} | ({f"{name}-news": pulse._telling(tell)} if tell else {})
    threads = [_thread(each, turn, pulse._stop) for each, turn in turns.items()]
    try:
        yield pulse
    finally:
        pulse._end()
        for thread in threads:
            thread.join(_JOIN_SECONDS)


def _thread(name: str, turn: Callable[[], None], stop: threading.Event) -> threading.Thread:
    # The context of the work: the application that is current in it is current here, too.
    run = copy_context().run
    thread = threading.Thread(target=run, args=(loops.run, name, turn, 0.0, stop), name=name, daemon=True)
    thread.start()
    return thread
