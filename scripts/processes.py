"""The app's own processes: their command lines, and how each is asked to stop."""

import os
import signal
from pathlib import Path

from scripts.ports import HOST
from scripts.supervision import Ending, gently

# In the order in which a person misses them.
APP = ("web", "uploads", "media", "ocr", "transcode", "default", "beat", "flower")
WORKERS = ("uploads", "media", "ocr", "transcode", "default")

_CORES = str(os.cpu_count() or 2)
_POOLS = {
    "uploads": ("--pool", "threads", "-c", "4"),
    "media": ("--pool", "prefork", "-c", _CORES),
    "ocr": ("--pool", "prefork", "-c", _CORES),
    "transcode": ("--pool", "prefork", "-c", _CORES),
    "default": ("--pool", "threads", "-c", "4"),
}
# Where processors are scarce, whoever records is served first, then whoever waits for a recording to be stored, and
# only then the work that nobody watches (nice(1)).
_NICENESS = {"uploads": 5, "default": 5, "media": 10, "ocr": 10, "transcode": 15}


def kind_of(name: str) -> str:
    """Returns what a process is: `uploads-2` is a second `uploads`. Raises ValueError."""
    kind = name.split("-")[0]
    if kind not in APP:
        raise ValueError(f"no process called {name!r}: there are {', '.join(APP)}")
    return kind


def command(name: str, bin_dir: Path, data: Path, host_id: str, flower_port: int) -> list[str]:
    """Returns the command line of one process, which every account of the machine can read: it has no secrets."""
    kind = kind_of(name)
    if kind == "web":
        return [str(bin_dir / "gunicorn"), "-c", "gunicorn.conf.py", "wsgi:application"]
    celery = [str(bin_dir / "celery"), "-A", "workers.celery_app"]
    if kind == "beat":
        return [*celery, "beat", "-s", str(data / "beat-schedule"), "--pidfile="]
    if kind == "flower":
        place = [f"--address={HOST}", f"--port={flower_port}"]
        return [*celery, "flower", *place, "--persistent=True", f"--db={data / 'flower'}"]
    queue = f"uploads.{host_id}" if kind == "uploads" else kind
    worker = [*gently(_NICENESS[kind]), *celery, "worker"]
    return [*worker, "-Q", queue, *_POOLS[kind], "-n", f"{name}@%h", "--without-mingle"]


def extra_env(name: str, flower_login: str) -> dict[str, str]:
    """Returns what one process needs in its environment beside the settings all share; the login is `user:password`."""
    if kind_of(name) == "flower":
        return {"FLOWER_BASIC_AUTH": flower_login}
    # Tesseract's own threads slow each other down; one process per core does the work.
    return {"OMP_THREAD_LIMIT": "1"} if kind_of(name) == "ocr" else {}


def ending(name: str) -> Ending:
    """Returns how a process is stopped: a worker first finishes its task, then gives it back, then is killed."""
    if kind_of(name) in WORKERS:
        return Ending(((signal.SIGTERM, 6.0), (signal.SIGQUIT, 8.0)))
    return Ending(((signal.SIGTERM, 12.0),))
