"""Answers questions about pictures, one by one, until its input ends or nobody has asked for a while.

A question is {"ask", "width", "height", "languages"?} and the pixels of a grey picture; `ask` is "lines", "words",
"script" or "installed". An answer is {"found"} or {"fault"}, and with it {"memory"}, the most that was held so far
(bytes), and {"processor"}, the seconds of one that were used so far.
"""

import os
import resource
import select
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from reader import tesseract, wire
from reader.tesseract import Tesseract

# Seconds without a question after which the models are worth more to somebody else as memory.
IDLE = 120
# Whoever asks for one set of languages asks for it again; nobody asks for many.
_KEPT = 3


class Desk:
    """What has been loaded so far, and who answers what."""

    def __init__(self) -> None:
        self._lines: Any = None
        self._tesseract: dict[str, Tesseract] = {}

    def answer(self, question: dict[str, Any], pixels: bytes) -> Any:
        """What was asked for. Raises whatever a library raises."""
        width, height = question["width"], question["height"]
        match question["ask"]:
            case "lines":
                return self._line_reader().read(np.frombuffer(pixels, np.uint8).reshape(height, width))
            case "words":
                return self._for(question["languages"]).words(pixels, width, height)
            case "script":
                return self._for("osd").script(pixels, width, height)
            case "installed":
                return tesseract.installed()
        raise wire.Garbled(f"nobody knows {question['ask']!r}")

    def _line_reader(self) -> Any:
        if self._lines is None:
            # Half a second and 60 MB of imports, which a machine that has Tesseract alone does without.
            from reader.lines import LineReader

            self._lines = LineReader()
        return self._lines

    def _for(self, languages: str) -> Tesseract:
        if languages not in self._tesseract:
            if len(self._tesseract) >= _KEPT:
                self._tesseract.pop(next(iter(self._tesseract))).close()
            self._tesseract[languages] = Tesseract(languages)
        return self._tesseract[languages]


def serve() -> None:
    """Until the other side has gone."""
    # Libraries print what they like: the pipe is for answers alone.
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    desk = Desk()
    while select.select([source], [], [], IDLE)[0]:
        question = wire.receive(source)
        if question is None:
            return
        pixels = wire.receive_pixels(source, question["width"], question["height"])
        answers.write(wire.packed(_answered(desk, question, pixels)))
        answers.flush()


def _answered(desk: Desk, question: dict[str, Any], pixels: bytes) -> dict[str, Any]:
    try:
        answer = {"found": desk.answer(question, pixels)}
    except Exception as error:  # noqa: BLE001  # whatever it is: the next picture may do better
        answer = {"fault": f"{type(error).__name__}: {error}"[:1000]}
    return answer | {"memory": _most_held(), "processor": time.process_time()}


def _most_held() -> int:
    """Bytes held at most by this program alone.

    Not ru_maxrss where it can be helped: that begins with what the process held that started this one.
    """
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        # macOS counts in bytes, every other system in kilobytes.
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))


if __name__ == "__main__":
    serve()
