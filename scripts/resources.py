"""What a process and its children use: resident memory and processor time, read from /proc."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Usage:
    """`resident` is bytes, `cpu` seconds of user and system time."""

    resident: int
    cpu: float


def usage(pid: int) -> Usage:
    """A process with all its descendants that live, and the processor time of those it has reaped."""
    resident, cpu = 0, 0.0
    for each in tree(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            resident += int(Path(f"/proc/{each}/statm").read_text().split()[1]) * _PAGE
        except (FileNotFoundError, ProcessLookupError):
            continue
        # utime, stime, cutime, cstime: fields 14 to 17 of proc(5), counted from after the name.
        cpu += sum(map(int, fields[11:15])) / _TICK
    return Usage(resident, cpu)


def tree(pid: int) -> Iterator[int]:
    """A process and its descendants."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except FileNotFoundError:
        return
    for task in tasks:
        try:
            children = (task / "children").read_text().split()
        except FileNotFoundError:
            continue
        for child in children:
            yield from tree(int(child))
