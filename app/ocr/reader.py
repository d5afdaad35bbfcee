"""Asks the program that reads pictures: one stays beside each of our processes, warm, and is exchanged now and then."""

import atexit
import os
import sys
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray

from app.errors import VideoFlowError
from app.media.companion import Companion
from app.media.process import Limits, ProcessFailed
from reader import wire

Pixels = NDArray[np.uint8]

log = structlog.get_logger()

# Seconds for one picture: a full screen takes two on a slow machine, and models are loaded with the first.
PATIENCE = 60.0
# What libraries lose in a thousand pictures is given back, whoever lost it; starting anew costs a second.
PICTURES = 1000
# Bytes held at most before it is exchanged. A frame of 1920 x 1080 takes the networks to 600 MB,
# and with Tesseract beside them, for other scripts, to 800.
MOST_HELD = 1200 * 1024 * 1024
# Processor seconds of a life, address space, and the longest file it may write: it writes none.
_LIMITS = Limits(seconds=3600, memory=6 * 1024**3, file=1024 * 1024)
# A worker runs on every core already, and Tesseract's own threads cost far more than they give.
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
_PROGRAM = Path(wire.__file__).parent


class Reader:
    """The program, started when it is first asked. Not for several threads."""

    def __init__(self, patience: float = PATIENCE, pictures: int = PICTURES, most_held: int = MOST_HELD) -> None:
        self._patience, self._pictures, self._most_held = patience, pictures, most_held
        self._companion: Companion | None = None
        self._asked = 0
        # Of the program that runs, as it said with its last answer: bytes held at most, and processor seconds.
        self.memory, self.processor = 0, 0.0

    def ask(self, what: str, grey: Pixels, languages: str = "") -> Any:
        """What it found on a picture. Raises VideoFlowError `ocr_failed`, retryable.

        1. One that ended meanwhile, of age or because nobody asked, is replaced without a word.
        2. One that dies over a picture, or does not answer, is replaced and asked again; the picture gets no third.
        3. One that has grown or has seen many pictures goes after its answer.
        """
        height, width = grey.shape
        question = {"ask": what, "width": width, "height": height, "languages": languages}
        message = wire.packed(question) + np.ascontiguousarray(grey).tobytes()
        try:
            answer = self._asked_once(message)
        except ProcessFailed as error:
            log.warning("the reader broke off", reason=str(error))
            answer = self._asked_again(message)
        if "fault" in answer:
            raise _failed(RuntimeError(answer["fault"]))
        return answer["found"]

    def close(self) -> None:
        """Ends the program; the next question starts another."""
        if self._companion is not None:
            self._companion.stop()
            self._companion = None

    def _asked_again(self, message: bytes) -> dict[str, Any]:
        try:
            return self._asked_once(message)
        except ProcessFailed as error:
            raise _failed(error) from error

    def _asked_once(self, message: bytes) -> dict[str, Any]:
        try:
            companion, until = self._running(), time.monotonic() + self._patience
            companion.send(message, until)
            answer = wire.unpacked(companion.receive(wire.length(companion.receive(wire.PREFIX, until)), until))
        except (ProcessFailed, wire.Garbled, OSError) as error:
            self.close()
            raise error if isinstance(error, ProcessFailed) else ProcessFailed("reader", 0, str(error)) from error
        self._asked += 1
        self.memory, self.processor = int(answer.get("memory", 0)), float(answer.get("processor", 0))
        if self._asked >= self._pictures or self.memory > self._most_held:
            self.close()
        return answer

    def _running(self) -> Companion:
        if self._companion is None or not self._companion.runs:
            self.close()
            self._companion, self._asked = _started(), 0
        return self._companion


def _started() -> Companion:
    argv = [sys.executable, "-P", "-m", "reader"]
    # Where Python and its packages are, and the program itself: nothing else of ours is in its walls.
    reads = [Path(sys.prefix), Path(sys.base_prefix), _PROGRAM]
    return Companion(argv, _LIMITS, reads, {"PYTHONPATH": str(_PROGRAM.parent), **_ONE_THREAD})


def _failed(reason: Exception) -> VideoFlowError:
    """What it says about libraries and their files is for logs, as the cause."""
    failed = VideoFlowError("ocr_failed", "The text on screen could not be read.", http_status=500, retryable=True)
    failed.__cause__ = reason
    return failed


def the_reader() -> Reader:
    """This process's. A fork has none yet: the one of its parent is its parent's."""
    return _reader_of(os.getpid())


@lru_cache(maxsize=1)
def _reader_of(pid: int) -> Reader:
    reader = Reader()
    atexit.register(reader.close)
    return reader
