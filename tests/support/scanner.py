"""The harmless test file that every virus scanner knows, and a scanner with limits that are soon reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.datadir import DataDir
from scripts.ports import PortBook
from scripts.scanner import LIMITS, Clamd, find_clamd
from scripts.supervision import Process

# In pieces: written in one, scanners would shut this file away (eicar.org, "Anti-Malware Testfile").
EICAR = b"".join((b"X5O!P%@AP[4", b"\\PZX54(P^)7CC)7}$", b"EICAR-STANDARD-", b"ANTIVIRUS-TEST-FILE", b"!$H+H*"))
FOUND = "Eicar-Test-Signature.UNOFFICIAL"


@contextmanager
def scanner(folder: Path, **limits: str) -> Iterator[tuple[str, Process]]:
    """A clamd of its own: its address and its process."""
    binary = find_clamd()
    assert binary, "clamd is not installed: scripts/setup.sh --test"
    data = DataDir(folder / "data")
    clamd = Clamd(data, PortBook({}), binary, official=False, limits=LIMITS | limits)
    process = clamd.process(folder / "clamd.log")
    process.start()
    try:
        process.wait_until(clamd.ready)
        yield clamd.url, process
    finally:
        process.stop()
        data.release()
