"""What a program that reads strangers' files can reach: the system's libraries, the folders it is given, nothing else.

By bubblewrap, where that is installed and the system lets it work: no network, no other processes, no files of ours.
Everywhere: limits on memory, processor time and the size of files, and no core dumps.
"""

import math
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import structlog

log = structlog.get_logger()

# What programs and their libraries need. Of /etc no more than how to find those.
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
_ETC = ("/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d")
_APART = ("--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--chdir", "/")
_OWN = ("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp")
_MORE = ("LD_LIBRARY_PATH", "TESSDATA_PREFIX")
# Never given away, whatever a command line names.
_WITHHELD = ("/", "/dev", "/etc", "/proc", "/sys", "/run", *_SYSTEM)
_PROBE_SECONDS = 10
_KIB, _BLOCK = 1024, 512
# Where a system cannot limit memory that is done without.
_LIMITED = 'ulimit -c 0; ulimit -v "$1" 2>/dev/null; ulimit -t "$2"; ulimit -f "$3"; shift 3; exec "$@"'
# bubblewrap says this much more than the number of the signal that ended its program.
_KILLED = 128
_LAST_SIGNAL = 31


def command(argv: Sequence[str], seconds: float, memory: int, file_size: int, reads: Sequence[Path] = ()) -> list[str]:
    """The command line that runs `argv` confined. Seconds are the clock's, of each processor it gets as many; bytes.

    `reads` are folders that it may read beside those of the system and of the files on its command line.
    """
    processor_seconds = (math.ceil(seconds) + 1) * (os.cpu_count() or 1)
    limits = [str(memory // _KIB), str(processor_seconds), str(file_size // _BLOCK)]
    limited = ["/bin/sh", "-c", _LIMITED, "sh", *limits, *argv]
    return [*_walls(argv, reads), *limited] if is_apart() else limited


def status(code: int) -> int:
    """What a program's end says: its exit code, or negative the signal that ended it."""
    killed = is_apart() and _KILLED < code <= _KILLED + _LAST_SIGNAL
    return _KILLED - code if killed else code


@lru_cache(maxsize=1)
def is_apart() -> bool:
    """Whether programs run apart here. Tried once in a process, and said in its log where not."""
    reason = _obstacle()
    if reason:
        log.warning("programs that read strangers' files run without walls", reason=reason)
    return reason is None


def _obstacle() -> str | None:
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed"
    try:
        argv = [*_walls(["true"]), "true"]
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PROBE_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return done.stderr.decode("utf-8", "replace").strip() or "it does not work" if done.returncode else None


def _walls(argv: Sequence[str], reads: Sequence[Path] = ()) -> list[str]:
    more = [place for name in _MORE for place in os.environ.get(name, "").split(os.pathsep) if place]
    written = _written(argv)
    # In this order: a folder that is written to may be the one that is read from, and a link may lead into it.
    given = [
        *_mounted("--ro-bind-try", (*_SYSTEM, *_ETC, *more)),
        *_mounted("--ro-bind", [str(path) for path in reads if not _is_theirs(path)]),
        *_mounted("--ro-bind", [place for place in _read(argv) if place not in written]),
        *_mounted("--bind", written),
        *_mounted("--ro-bind", _led_to(argv)),
    ]
    return ["bwrap", *_APART, *_OWN, *given, "--"]


def _mounted(way: str, places: Iterable[str]) -> list[str]:
    """Each under its own name."""
    return [part for place in dict.fromkeys(places) for part in (way, place, place)]


def _read(argv: Sequence[str]) -> list[str]:
    """Folders of what is read: the program's own, where the system's are not it, and those of inputs."""
    program = shutil.which(argv[0])
    inputs = [path for flag, path in _named(argv) if flag == "-i"]
    return _open_to_it([Path(program), *inputs] if program else inputs)


def _written(argv: Sequence[str]) -> list[str]:
    return _open_to_it([path for flag, path in _named(argv) if flag != "-i"])


def _open_to_it(paths: Sequence[Path]) -> list[str]:
    return [str(path.parent) for path in paths if not _is_theirs(path.parent)]


def _is_theirs(folder: Path) -> bool:
    """Whether the system's walls say about a folder, and we do not."""
    return str(folder) in _WITHHELD or _is_system(folder)


def _is_system(path: Path) -> bool:
    return str(path).startswith(tuple(f"{place}/" for place in _WITHHELD if place != "/"))


def _led_to(argv: Sequence[str]) -> list[str]:
    """Where links among what is named lead: a recording is shared by all stages of a machine."""
    return [str(path.resolve()) for _, path in _named(argv) if path.is_symlink() and not _is_system(path.resolve())]


def _named(argv: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The files on a command line whose folders exist, each with what stands before it."""
    for before, argument in pairwise(argv):
        path = Path(argument.removeprefix("file:"))
        if path.is_absolute() and path.parent.is_dir():
            yield before, path
