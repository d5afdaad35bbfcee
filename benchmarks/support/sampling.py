"""Memory and processor time of every process of a stack, sampled in a thread while something else is measured.

Memory is the proportional set size: resident pages, those that several processes share counted once between them.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from scripts.resources import tree, usage

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """`at` is monotonic seconds; `memory` is bytes and `cpu` seconds since the process began, by process name."""

    at: float
    memory: dict[str, int]
    cpu: dict[str, float]


class Sampler:
    """Samples processes, given by name and id, with their descendants, every `seconds` inside the with block."""

    def __init__(self, pids: Mapping[str, int], seconds: float) -> None:
        self._pids, self._seconds = dict(pids), seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sampler", daemon=True)
        self.samples: list[Sample] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def look(self) -> Sample:
        """Takes a sample now, and keeps it."""
        memory = {name: sum(map(resident, tree(pid))) for name, pid in self._pids.items()}
        cpu = {name: usage(pid).cpu for name, pid in self._pids.items()}
        self.samples.append(Sample(time.monotonic(), memory, cpu))
        return self.samples[-1]

    def peak(self, name: str) -> int:
        """The most memory seen of a process, bytes."""
        return max((sample.memory[name] for sample in self.samples), default=0)

    def _run(self) -> None:
        while not self._stop.wait(self._seconds):
            self.look()


def resident(pid: int) -> int:
    """The proportional set size of one process in bytes, 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) * _KIB for line in lines if line.startswith("Pss:"))


def machine() -> tuple[float, float, float]:
    """Seconds all processors together were busy, idle, and waiting for the disk since the machine started."""
    user, nice, system, idle, waiting, irq, softirq, *_ = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq) / 100, idle / 100, waiting / 100
